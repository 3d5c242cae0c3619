using System.Text;
using Altcraft.Accounts.Api.Hosting;
using Microsoft.Extensions.Logging;

namespace Altcraft.Accounts.UnitTests.Api.Hosting;

internal sealed class LineLoggerProviderTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Test]
    public void Log_WhenNothingMatters_WaitsForTheDelayAndIsWrittenTogether()
    {
        using var output = new Output();
        var clock = new HandTimer();
        using var provider = new LineLoggerProvider(clock, output);

        Log(provider, LogLevel.Information, "first");
        Assert.That(clock.Due, Is.EqualTo(LineLoggerProvider.Delay));
        clock.Due = null;
        Log(provider, LogLevel.Debug, "second");
        Assert.That(clock.Due, Is.Null, "it is on its way already");
        Assert.That(output.Text, Is.Empty);

        clock.Fire();
        Assert.That(Lines(output).Select(Message), Is.EqualTo(new[] { "first", "second" }));
        Log(provider, LogLevel.Information, "third");
        Assert.That(clock.Due, Is.EqualTo(LineLoggerProvider.Delay));
        clock.Fire();
        Assert.That(Lines(output).Select(Message), Is.EqualTo(new[] { "first", "second", "third" }));
        Assert.That(output.Writes, Is.EqualTo(2));
    }

    [TestCase(LogLevel.Warning)]
    [TestCase(LogLevel.Error)]
    [TestCase(LogLevel.Critical)]
    public void Log_WhenItMatters_IsWrittenAtOnceBehindWhatWaited_ButNotByWhoLogs(LogLevel level)
    {
        using var output = new Output();
        var clock = new HandTimer();
        using var provider = new LineLoggerProvider(clock, output);
        Log(provider, LogLevel.Information, "before");

        Log(provider, level, "Привет");
        Assert.That(clock.Due, Is.EqualTo(TimeSpan.Zero));
        Assert.That(output.Text, Is.Empty);
        Log(provider, LogLevel.Information, "after");
        Assert.That(clock.Due, Is.EqualTo(TimeSpan.Zero), "not put off again");

        clock.Fire();
        Assert.That(Lines(output).Select(Message), Is.EqualTo(new[] { "before", "Привет", "after" }));
        Assert.That(output.Writes, Is.EqualTo(1));
    }

    [Test]
    public async Task Log_WithTheSystemsClock_IsWrittenByItself([Values(LogLevel.Information, LogLevel.Warning)] LogLevel level)
    {
        using var output = new Output();
        using var provider = new LineLoggerProvider(TimeProvider.System, output);

        Log(provider, level, "only");

        await output.WaitForAsync("only").WaitAsync(Patience);
    }

    [Test]
    public async Task Log_WhileWhoReadsIsStuck_DoesNotWaitAndLosesNothing()
    {
        using var output = new Output();
        var clock = new HandTimer();
        using var provider = new LineLoggerProvider(clock, output);
        Log(provider, LogLevel.Information, "first");
        output.MayWrite.Reset();
        var stuck = Task.Run(clock.Fire);
        await output.Asked.Task.WaitAsync(Patience);

        try
        {
            await Task.Run(() => Log(provider, LogLevel.Error, "second")).WaitAsync(Patience);
            await Task.Run(() => Log(provider, LogLevel.Information, "third")).WaitAsync(Patience);
        }
        finally
        {
            output.MayWrite.Set();
        }

        await stuck.WaitAsync(Patience);
        clock.Fire();
        Assert.That(Lines(output).Select(Message), Is.EqualTo(new[] { "first", "second", "third" }));
    }

    [Test]
    public void Log_WhenTheTextCannotBeMade_LeavesNoHalfLine()
    {
        using var output = new Output();
        var clock = new HandTimer();
        using var provider = new LineLoggerProvider(clock, output);
        Log(provider, LogLevel.Information, "before");

        Assert.That(
            () => provider.CreateLogger("category").Log(LogLevel.Information, default, 1, null, (_, _) => throw new FormatException("no text")),
            Throws.TypeOf<FormatException>());
        Log(provider, LogLevel.Information, "after");

        clock.Fire();
        Assert.That(Lines(output).Select(Message), Is.EqualTo(new[] { "before", "after" }));
        Assert.That(Lines(output).Select(line => line.Split(' ').Length), Is.All.EqualTo(2), "a time and a text, no other line's time");
    }

    [Test]
    public void Log_WhenTooMuchWaits_IsWrittenWithoutWaitingForTheDelay()
    {
        using var output = new Output();
        using var provider = new LineLoggerProvider(new FixedClock(), output);

        Log(provider, LogLevel.Information, new string('x', LineLoggerProvider.MostWaiting));

        Assert.That(output.Text, Has.Length.GreaterThan(LineLoggerProvider.MostWaiting));
    }

    [Test]
    public void Dispose_WhenLinesWait_WritesThem_AndWhatIsLoggedLater()
    {
        using var output = new Output();
        using var provider = new LineLoggerProvider(TimeProvider.System, output);
        Log(provider, LogLevel.Information, "last");

        provider.Dispose();
        Log(provider, LogLevel.Information, "too late");

        Assert.That(output.Text, Does.Contain("last").And.Contain("too late"));
    }

    [Test]
    public void Log_WhenManyThreadsLog_KeepsEveryLineWhole()
    {
        using var output = new Output();
        using (var provider = new LineLoggerProvider(TimeProvider.System, output))
        {
            Parallel.For(0, 5000, i => Log(provider, LogLevel.Information, $"<{i}>"));
        }

        var lines = output.Text.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Select(line => line[line.IndexOf('<')..]);
        Assert.That(lines, Is.EquivalentTo(Enumerable.Range(0, 5000).Select(i => $"<{i}>")));
    }

    [Test]
    public void Log_WhenNobodyReads_GoesOn()
    {
        using var output = new Output { IsBroken = true };
        var clock = new HandTimer();
        using var provider = new LineLoggerProvider(clock, output);

        Log(provider, LogLevel.Error, "unheard");
        Assert.That(clock.Fire, Throws.Nothing);
        output.IsBroken = false;
        Log(provider, LogLevel.Error, "heard");
        clock.Fire();
        Assert.That(output.Text, Does.Contain("heard"));
    }

    private static void Log(LineLoggerProvider provider, LogLevel level, string text) =>
        provider.CreateLogger("category").Log(level, default, text, null, (state, _) => state);

    private static string[] Lines(Output output) => output.Text.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    private static string Message(string line) => line[(line.LastIndexOf(' ') + 1)..];

    // Fires when it is told to.
    private sealed class HandTimer : TimeProvider, ITimer
    {
        private Action _callback = () => { };

        public TimeSpan? Due { get; set; }

        public void Fire() => _callback();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _callback = () => callback(state);
            return this;
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Due = dueTime;
            return true;
        }

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class Output : MemoryStream
    {
        public ManualResetEventSlim MayWrite { get; } = new(true);

        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsBroken { get; set; }

        public int Writes { get; private set; }

        public string Text
        {
            get
            {
                lock (this)
                {
                    return Encoding.UTF8.GetString(ToArray());
                }
            }
        }

        public override void Flush()
        {
            Writes++;
            base.Flush();
        }

        // The one for spans comes here, too: a class derived from MemoryStream has it so.
        public override void Write(byte[] buffer, int offset, int count)
        {
            Asked.TrySetResult();
            MayWrite.Wait();
            if (IsBroken)
            {
                throw new IOException("Broken pipe");
            }

            lock (this)
            {
                base.Write(buffer, offset, count);
            }
        }

        public async Task WaitForAsync(string text)
        {
            while (!Text.Contains(text, StringComparison.Ordinal))
            {
                await Task.Delay(5);
            }
        }
    }
}
