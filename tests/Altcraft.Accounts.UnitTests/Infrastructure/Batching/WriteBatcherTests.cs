using System.Diagnostics.Metrics;
using Altcraft.Accounts.Application.Telemetry;
using Altcraft.Accounts.Infrastructure.Batching;

namespace Altcraft.Accounts.UnitTests.Infrastructure.Batching;

[TestFixture]
internal sealed class WriteBatcherTests
{
    private const int MaxBatch = WriteBatcher<int, int>.MaxBatch;

    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan InAnyCase = TimeSpan.FromSeconds(20);

    private readonly PromptedDatabase _database = new();

    [Test]
    public async Task RunAsync_WhenNothingWaits_IsSentAtOnceByItsCaller()
    {
        var asked = _database.Ask(1);

        Assert.That(_database.Sent, Is.EqualTo(new int[][] { [1] }));
        _database.Answer(0);
        Assert.That(await asked[0], Is.EqualTo(10));
    }

    [Test]
    public async Task RunAsync_WhenAStatementIsInFlight_IsSentWithAllThatCameMeanwhile()
    {
        // Of a few callers nobody waits for company that does not come.
        var asked = _database.Ask(1, 2, 3, 4, 5);
        Assert.That(_database.Sent, Is.EqualTo(new int[][] { [1], [2] }));
        _database.Answer(0);
        await asked[0];
        Assert.That(_database.Sent, Has.Length.EqualTo(2), "a batch is sent alone");

        _database.Answer(1);
        await asked[1];
        Assert.That(_database.Sent[^1], Is.EqualTo(new[] { 3, 4, 5 }));
        asked.AddRange(_database.Ask(6));
        Assert.That(_database.Sent, Has.Length.EqualTo(3));
        _database.Answer(2);
        Assert.That(await Task.WhenAll(asked[2..5]).WaitAsync(InAnyCase), Is.EqualTo(new[] { 30, 40, 50 }));
        Assert.That(_database.Sent[^1], Is.EqualTo(new[] { 6 }));
    }

    [Test]
    public async Task RunAsync_WhenHalfAFullBatchWaits_IsSentBesideTheOther()
    {
        var asked = _database.Ask([.. Enumerable.Range(0, 2 + (MaxBatch / 2))]);
        _database.Answer(0);
        await asked[0];
        Assert.That(_database.Sent.Select(batch => batch.Length), Is.EqualTo(new[] { 1, 1, MaxBatch / 2 }));

        asked.AddRange(_database.Ask([.. Enumerable.Range(asked.Count, 2 * MaxBatch)]));
        Assert.That(_database.Sent, Has.Length.EqualTo(3), "there are two writers");
        _database.Answer(1);
        await asked[1];
        Assert.That(_database.Sent[^1], Has.Length.EqualTo(MaxBatch));
    }

    [Test]
    public async Task RunAsync_WhenAStatementIsSlow_DoesNotWaitForIt()
    {
        var asked = _database.Ask(1, 2, 3, 4);
        _database.Answer(0);
        await asked[0];
        Assert.That(_database.Sent, Has.Length.EqualTo(2));

        _database.Clock.Advance(Slow);

        Assert.That(() => _database.Sent, Has.Length.EqualTo(3).After(5000, 5));
        Assert.That(_database.Sent[^1], Is.EqualTo(new[] { 3, 4 }));
        _database.Answer(2);
        Assert.That(await Task.WhenAll(asked[2..]).WaitAsync(InAnyCase), Is.EqualTo(new[] { 30, 40 }));
    }

    [Test]
    public async Task RunAsync_WhenTheFirstInTheQueueIsCancelled_StillDoesNotWaitForASlowStatement()
    {
        using var giveUp = new CancellationTokenSource();
        var asked = _database.Ask(1, 2);
        var abandoned = _database.Batcher.RunAsync(3, giveUp.Token);
        asked.AddRange(_database.Ask(4));
        _database.Answer(0);
        await asked[0];
        await giveUp.CancelAsync();
        Assert.That(async () => await abandoned.WaitAsync(InAnyCase), Throws.InstanceOf<OperationCanceledException>());

        _database.Clock.Advance(Slow);

        Assert.That(() => _database.Sent, Has.Length.EqualTo(3).After(5000, 5));
        Assert.That(_database.Sent[^1], Is.EqualTo(new[] { 4 }));
        _database.Answer(2);
        Assert.That(await asked[2].WaitAsync(InAnyCase), Is.EqualTo(40));
    }

    [Test]
    public async Task RunAsync_WhenItIsCancelledInTheQueue_IsNeverSent()
    {
        using var giveUp = new CancellationTokenSource();
        var asked = _database.Ask(1, 2);
        var abandoned = _database.Batcher.RunAsync(3, giveUp.Token);
        asked.AddRange(_database.Ask(4));

        await giveUp.CancelAsync();

        Assert.That(async () => await abandoned.WaitAsync(InAnyCase), Throws.InstanceOf<OperationCanceledException>());
        _database.Answer(0);
        _database.Answer(1);
        await Task.WhenAll(asked[..2]);
        Assert.That(_database.Sent[^1], Is.EqualTo(new[] { 4 }));
    }

    [Test]
    public async Task RunAsync_WhenItIsCancelledInFlight_IsCarriedOut()
    {
        using var giveUp = new CancellationTokenSource();
        _database.Ask(1, 2);
        var inFlight = _database.Batcher.RunAsync(3, giveUp.Token);
        _database.Answer(0);
        _database.Answer(1);
        Assert.That(() => _database.Sent, Has.Length.EqualTo(3).After(10_000, 1));

        await giveUp.CancelAsync();
        _database.Answer(2);

        Assert.That(await inFlight.WaitAsync(InAnyCase), Is.EqualTo(30));
    }

    [Test]
    public async Task RunAsync_WhenABatchFails_TellsEachOfItAndSendsTheNext()
    {
        var asked = _database.Ask(1, 2, 3, 4);
        _database.Answer(0);
        _database.Answer(1);
        Assert.That(() => _database.Sent, Has.Length.EqualTo(3).After(10_000, 1));
        asked.AddRange(_database.Ask(5));

        _database.Fail(2);

        Assert.That(async () => await asked[2].WaitAsync(InAnyCase), Throws.InvalidOperationException);
        Assert.That(async () => await asked[3].WaitAsync(InAnyCase), Throws.InvalidOperationException);
        _database.Answer(3);
        Assert.That(await asked[4].WaitAsync(InAnyCase), Is.EqualTo(50));
    }

    [Test]
    public void RunAsync_WhenALoneRequestFails_TellsIt()
    {
        var asked = _database.Ask(1);
        _database.Fail(0);

        Assert.That(async () => await asked[0].WaitAsync(InAnyCase), Throws.InvalidOperationException);
        Assert.That(_database.Ask(2), Has.Count.EqualTo(1));
        Assert.That(_database.Sent, Has.Length.EqualTo(2));
    }

    [Test]
    public async Task RunAsync_WhenTooManyWait_IsRefusedAndCounted()
    {
        var measured = new Dictionary<string, long>();
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
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            lock (measured)
            {
                var key = $"{instrument.Name} {tags[0].Value}";
                measured[key] = measured.GetValueOrDefault(key) + value;
            }
        });
        listener.Start();
        const int Most = WriteBatcher<int, int>.MaxQueue;
        var release = new TaskCompletionSource();
        var batcher = new WriteBatcher<int, int>(
            "refuse",
            async items =>
            {
                await release.Task;
                return items;
            },
            TimeProvider.System);
        var asked = new List<Task<int>>();
        AccountsException? refused = null;
        while (refused is null && asked.Count < 2 * Most)
        {
            try
            {
                asked.Add(batcher.RunAsync(asked.Count, CancellationToken.None));
            }
            catch (AccountsException exception)
            {
                refused = exception;
            }
        }

        Assert.That((refused?.Failure, refused?.RetryAfter), Is.EqualTo((Failure.TooManyRequests, TimeSpan.FromSeconds(1))));
        Assert.That(measured["altcraft.accounts.requests.rejected queue_full"], Is.EqualTo(1));
        Assert.That(measured["altcraft.accounts.queue.length refuse"], Is.EqualTo(Most));
        release.SetResult();
        Assert.That(await Task.WhenAll(asked).WaitAsync(InAnyCase), Is.EqualTo(Enumerable.Range(0, asked.Count)));
        Assert.That(measured["altcraft.accounts.queue.length refuse"], Is.Zero);
    }
}
