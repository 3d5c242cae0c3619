using System.Diagnostics.Metrics;
using Altcraft.Accounts.Application.Telemetry;
using Altcraft.Accounts.Infrastructure.Joining;

namespace Altcraft.Accounts.UnitTests.Infrastructure.Joining;

[TestFixture]
internal sealed class JoinedWorkTests
{
    private readonly Dictionary<string, long> _measured = [];

    [Test]
    public async Task RunAsync_WhenTooManyWait_IsRefusedAndCounted()
    {
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Meter.Name == ServiceTelemetry.Name)
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add($"{instrument.Name} {tags[0].Value}", value));
        listener.Start();
        var database = new TaskCompletionSource<IReadOnlyList<int>>();
        var work = new JoinedWork<int, int>("count", items => database.Task.ContinueWith(_ => items, TaskScheduler.Default));
        var waiting = new List<Task<int>>();

        AccountsException? refused = null;
        while (refused is null && waiting.Count < 10_000)
        {
            try
            {
                waiting.Add(work.RunAsync(waiting.Count, CancellationToken.None));
            }
            catch (AccountsException exception)
            {
                refused = exception;
            }
        }

        Assert.That(refused?.Failure, Is.EqualTo(Failure.TooManyRequests));
        Assert.That(_measured["altcraft.accounts.requests.rejected queue_full"], Is.EqualTo(1));
        Assert.That(_measured["altcraft.accounts.queue.length count"], Is.EqualTo(waiting.Count - 2));

        database.SetResult([]);
        Assert.That(await Task.WhenAll(waiting), Is.EqualTo(Enumerable.Range(0, waiting.Count)));
        Assert.That(_measured["altcraft.accounts.queue.length count"], Is.Zero);
    }

    [Test]
    public async Task RunAsync_WhenAStatementIsOnItsWay_SendsAnotherOnlyWhenItIsAsLarge()
    {
        var database = new Database();
        var work = database.Work;
        List<Task<int>> Run(params int[] items) => [.. items.Select(item => work.RunAsync(item, CancellationToken.None))];
        int[][] Sent() => database.Sent;

        // What finds nothing on its way, or only one that goes alone, goes alone; the rest waits.
        var asked = Run(1, 2, 3, 4, 5);
        Assert.That(Sent(), Is.EqualTo(new int[][] { [1], [2] }));

        database.Answer(0);
        Assert.That(await asked[0], Is.EqualTo(1));
        Assert.That(Sent(), Is.EqualTo(new int[][] { [1], [2], [3, 4, 5] }));

        database.Answer(1);
        Assert.That(await asked[1], Is.EqualTo(2));
        asked.AddRange(Run(6, 7));
        Assert.That(Sent(), Has.Length.EqualTo(3));
        asked.AddRange(Run(8, 9));
        Assert.That(Sent(), Is.EqualTo(new int[][] { [1], [2], [3, 4, 5], [6, 7, 8] }));

        database.Answer(2);
        database.Answer(3);
        Assert.That(() => Sent().LastOrDefault(), Is.EqualTo(new[] { 9 }).After(10_000, 10));
        database.Answer(4);
        Assert.That(await Task.WhenAll(asked), Is.EqualTo(Enumerable.Range(1, 9)));
    }

    [Test]
    public async Task RunAsync_WhenOneThatWentAloneIsHeldUp_DoesNotWaitForIt()
    {
        var database = new Database();
        Task<int>[] asked = [.. new[] { 1, 2, 3, 4, 5 }.Select(item => database.Work.RunAsync(item, CancellationToken.None))];
        database.Answer(1);
        Assert.That(() => database.Sent.Length, Is.EqualTo(3).After(10_000, 5));
        database.Answer(2);
        Assert.That(await Task.WhenAll(asked[1..]), Is.EqualTo(new[] { 2, 3, 4, 5 }));

        // Only the first is still on its way, however large the batch was that came after it.
        var later = database.Work.RunAsync(6, CancellationToken.None);
        Assert.That(database.Sent, Is.EqualTo(new int[][] { [1], [2], [3, 4, 5], [6] }));
        database.Answer(3);
        Assert.That(await later, Is.EqualTo(6));
        database.Answer(0);
        Assert.That(await asked[0], Is.EqualTo(1));
    }

    [Test]
    public async Task RunAsync_WhenABatchIsHeldUp_DoesNotWaitForIt()
    {
        var database = new Database();
        List<Task<int>> asked = [.. new[] { 1, 2, 3, 4 }.Select(item => database.Work.RunAsync(item, CancellationToken.None))];
        database.Answer(0);
        Assert.That(() => database.Sent.Length, Is.EqualTo(3).After(10_000, 5));
        database.Answer(1);
        await asked[1];

        await Task.Delay(2 * OnTheirWay.HeldUp);
        asked.Add(database.Work.RunAsync(5, CancellationToken.None));
        Assert.That(database.Sent, Is.EqualTo(new int[][] { [1], [2], [3, 4], [5] }));
        database.Answer(3);
        database.Answer(2);
        Assert.That(await Task.WhenAll(asked), Is.EqualTo(new[] { 1, 2, 3, 4, 5 }));
    }

    [Test]
    public void RunAsync_WhenABatchHasTooFewResults_FailsEachOfIt()
    {
        var first = new TaskCompletionSource<IReadOnlyList<int>>();
        var second = new TaskCompletionSource<IReadOnlyList<int>>();
        var work = new JoinedWork<int, int>("count", items => items[0] switch
        {
            1 => first.Task,
            2 => second.Task,
            _ => Task.FromResult<IReadOnlyList<int>>([3]),
        });
        Task<int>[] asked = [.. new[] { 1, 2, 3, 4 }.Select(item => work.RunAsync(item, CancellationToken.None))];
        first.SetResult([1]);
        second.SetResult([2]);

        Assert.That(async () => await asked[2].WaitAsync(TimeSpan.FromSeconds(20)), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(async () => await asked[3].WaitAsync(TimeSpan.FromSeconds(20)), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public async Task RunAsync_WhenABatchFails_TellsEachOfItAndGoesOn()
    {
        var first = new TaskCompletionSource<IReadOnlyList<int>>();
        var second = new TaskCompletionSource<IReadOnlyList<int>>();
        var work = new JoinedWork<int, int>("count", items => items[0] switch
        {
            1 => first.Task,
            2 => second.Task,
            3 => throw new InvalidOperationException("no connection"),
            _ => Task.FromResult(items),
        });
        Task<int>[] asked = [.. new[] { 1, 2, 3, 4 }.Select(item => work.RunAsync(item, CancellationToken.None))];
        first.SetResult([1]);
        second.SetResult([2]);

        Assert.That(await asked[0], Is.EqualTo(1));
        Assert.That(async () => await asked[2], Throws.InvalidOperationException);
        Assert.That(async () => await asked[3], Throws.InvalidOperationException);
        Assert.That(await work.RunAsync(5, CancellationToken.None), Is.EqualTo(5));
    }

    private void Add(string name, long value)
    {
        lock (_measured)
        {
            _measured[name] = _measured.GetValueOrDefault(name) + value;
        }
    }

    // Answers a statement when it is told to.
    private sealed class Database
    {
        private readonly List<(IReadOnlyList<int> Items, TaskCompletionSource Done)> _sent = [];

        public Database() => Work = new JoinedWork<int, int>("count", StoreAsync);

        public JoinedWork<int, int> Work { get; }

        public int[][] Sent
        {
            get
            {
                lock (_sent)
                {
                    return [.. _sent.Select(statement => statement.Items.ToArray())];
                }
            }
        }

        public void Answer(int statement)
        {
            lock (_sent)
            {
                _sent[statement].Done.SetResult();
            }
        }

        private async Task<IReadOnlyList<int>> StoreAsync(IReadOnlyList<int> items)
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_sent)
            {
                _sent.Add((items, done));
            }

            await done.Task;
            return items;
        }
    }
}
