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
        var work = new JoinedWork<int, int>("refuse", items => database.Task.ContinueWith(_ => items, TaskScheduler.Default));
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
        Assert.That(_measured["altcraft.accounts.queue.length refuse"], Is.EqualTo(waiting.Count - 2));

        database.SetResult([]);
        Assert.That(await Task.WhenAll(waiting), Is.EqualTo(Enumerable.Range(0, waiting.Count)));
        Assert.That(_measured["altcraft.accounts.queue.length refuse"], Is.Zero);
    }

    [Test]
    public async Task RunAsync_WhenAStatementIsOnItsWay_IsSentWithAllThatCameMeanwhile()
    {
        var database = new Database();

        // Of a few callers nobody waits for company that does not come.
        var asked = database.Ask(1, 2, 3, 4, 5);
        Assert.That(database.Sent, Is.EqualTo(new int[][] { [1], [2] }));
        database.Answer(0);
        Assert.That(await asked[0], Is.EqualTo(1));
        Assert.That(database.Sent, Has.Length.EqualTo(2));

        database.Answer(1);
        Assert.That(() => database.Sent.LastOrDefault(), Is.EqualTo(new[] { 3, 4, 5 }).After(10_000, 1));
        asked.AddRange(database.Ask(6));
        database.Answer(2);
        Assert.That(() => database.Sent.LastOrDefault(), Is.EqualTo(new[] { 6 }).After(10_000, 1));

        // There was company before that one, so there may be again.
        asked.AddRange(database.Ask(7, 8));
        Assert.That(database.Sent, Has.Length.EqualTo(4));
        database.Answer(3);
        Assert.That(() => database.Sent.LastOrDefault(), Is.EqualTo(new[] { 7, 8 }).After(10_000, 1));
        database.Answer(4);
        Assert.That(await Task.WhenAll(asked), Is.EqualTo(Enumerable.Range(1, 8)));

        // And here there is none any more.
        asked = database.Ask(9);
        database.Answer(5);
        await asked[0];
        asked = database.Ask(10, 11);
        Assert.That(database.Sent[5..], Is.EqualTo(new int[][] { [9], [10], [11] }));
        database.Answer(6);
        database.Answer(7);
        Assert.That(await Task.WhenAll(asked), Is.EqualTo(new[] { 10, 11 }));
    }

    [Test]
    public async Task RunAsync_WhenHalfAFullBatchHasCome_IsSentBesideOneThatIsNotLarger()
    {
        const int Half = JoinedQueue<int, int>.MaxBatch / 2;
        var database = new Database();
        var asked = database.Ask([.. Enumerable.Range(0, 2 + Half)]);
        Assert.That(database.Sent.Select(batch => batch.Length), Is.EqualTo(new[] { 1, 1 }));
        database.Answer(0);
        await asked[0];
        Assert.That(() => database.Sent.Select(batch => batch.Length), Is.EqualTo(new[] { 1, 1, Half }).After(10_000, 1));

        // The single one is still on its way: there are never more than two.
        asked.AddRange(database.Ask([.. Enumerable.Range(asked.Count, Half - 1)]));
        database.Answer(1);
        await asked[1];
        Assert.That(database.Sent, Has.Length.EqualTo(3), "one too few");
        asked.AddRange(database.Ask(asked.Count));
        Assert.That(database.Sent.Select(batch => batch.Length), Is.EqualTo(new[] { 1, 1, Half, Half }));

        // Of those that wait then a full one goes, beside which half of one is too small.
        asked.AddRange(database.Ask([.. Enumerable.Range(asked.Count, 2 * Half)]));
        database.Answer(2);
        Assert.That(() => database.Sent[^1], Has.Length.EqualTo(2 * Half).After(10_000, 1));
        database.Answer(3);
        await asked[1 + (2 * Half)];
        asked.AddRange(database.Ask([.. Enumerable.Range(asked.Count, (2 * Half) - 1)]));
        Assert.That(database.Sent, Has.Length.EqualTo(5));
        asked.AddRange(database.Ask(asked.Count));
        Assert.That(database.Sent, Has.Length.EqualTo(6));
        database.Answer(4);
        database.Answer(5);
        Assert.That(await Task.WhenAll(asked), Is.EqualTo(Enumerable.Range(0, 2 + (6 * Half))));
    }

    [Test]
    public async Task RunAsync_WhenWhatIsOnItsWayIsHeldUp_DoesNotWaitForIt()
    {
        var database = new Database();
        var asked = database.Ask(1, 2, 3, 4, 5);
        database.Answer(1);
        Assert.That(await asked[1], Is.EqualTo(2));

        // Nobody else comes by, and nothing is answered.
        database.Clock.Advance(OnTheirWay.HeldUp / 2);
        Assert.That(database.Sent, Has.Length.EqualTo(2));
        database.Clock.Advance(OnTheirWay.HeldUp / 2);
        Assert.That(() => database.Sent.LastOrDefault(), Is.EqualTo(new[] { 3, 4, 5 }).After(10_000, 5));
        database.Answer(2);
        Assert.That(await Task.WhenAll(asked[1..]), Is.EqualTo(new[] { 2, 3, 4, 5 }));

        // Only the first is still on its way, and what goes past it has company, but never waits for more than one statement before it.
        var later = database.Ask(6, 7, 8);
        Assert.That(database.Sent, Is.EqualTo(new int[][] { [1], [2], [3, 4, 5], [6] }));
        database.Answer(3);
        Assert.That(() => database.Sent.LastOrDefault(), Is.EqualTo(new[] { 7, 8 }).After(10_000, 5));
        later.AddRange(database.Ask(9, 10));
        database.Answer(4);
        Assert.That(() => database.Sent.LastOrDefault(), Is.EqualTo(new[] { 9, 10 }).After(10_000, 5));
        database.Answer(5);
        Assert.That(await Task.WhenAll(later), Is.EqualTo(new[] { 6, 7, 8, 9, 10 }));
        database.Answer(0);
        Assert.That(await asked[0], Is.EqualTo(1));
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

        public Database() => Work = new JoinedWork<int, int>("count", StoreAsync, Clock);

        public FakeTimeProvider Clock { get; } = new();

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

        public List<Task<int>> Ask(params int[] items) => [.. items.Select(item => Work.RunAsync(item, CancellationToken.None))];

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
