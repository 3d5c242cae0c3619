using System.Text;
using Altcraft.Accounts.Api.Hosting;
using Microsoft.Extensions.Logging;

namespace Altcraft.Accounts.UnitTests.Api.Hosting;

internal sealed class LineLoggerProviderTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Test]
    public async Task Log_WhenNothingElseIsLogged_IsWrittenAfterTheDelay()
    {
        using var output = new Output();
        using var provider = new LineLoggerProvider(TimeProvider.System, output);

        Log(provider, LogLevel.Information, "first");
        Assert.That(output.Text, Is.Empty);

        await output.WaitForAsync("first").WaitAsync(Patience);
        Log(provider, LogLevel.Information, "second");
        await output.WaitForAsync("second").WaitAsync(Patience);
        Assert.That(output.Writes, Is.EqualTo(2));
    }

    [TestCase(LogLevel.Warning)]
    [TestCase(LogLevel.Error)]
    [TestCase(LogLevel.Critical)]
    public void Log_WhenItMatters_IsWrittenAtOnceBehindWhatWaited(LogLevel level)
    {
        using var output = new Output();
        using var provider = new LineLoggerProvider(new FixedClock(), output);
        Log(provider, LogLevel.Information, "before");

        Log(provider, level, "Привет");

        var lines = output.Text.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines, Has.Length.EqualTo(2));
        Assert.That(lines[0], Does.EndWith("before"));
        Assert.That(lines[1], Does.EndWith("Привет"));
        Assert.That(output.Writes, Is.EqualTo(1));
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
        using var provider = new LineLoggerProvider(new FixedClock(), output);

        Assert.That(() => Log(provider, LogLevel.Error, "unheard"), Throws.Nothing);
        output.IsBroken = false;
        Log(provider, LogLevel.Error, "heard");
        Assert.That(output.Text, Does.Contain("heard"));
    }

    private static void Log(LineLoggerProvider provider, LogLevel level, string text) =>
        provider.CreateLogger("category").Log(level, default, text, null, (state, _) => state);

    private sealed class Output : MemoryStream
    {
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

        public override void Write(byte[] buffer, int offset, int count)
        {
            if (IsBroken)
            {
                throw new IOException("Broken pipe");
            }

            lock (this)
            {
                base.Write(buffer, offset, count);
            }
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (IsBroken)
            {
                throw new IOException("Broken pipe");
            }

            lock (this)
            {
                base.Write(buffer);
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
