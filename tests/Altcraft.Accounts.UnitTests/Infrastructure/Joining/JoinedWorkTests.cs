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
        var sent = new List<(IReadOnlyList<int> Items, TaskCompletionSource Done)>();
        var work = new JoinedWork<int, int>("count", async items =>
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (sent)
            {
                sent.Add((items, done));
            }

            await done.Task;
            return items;
        });
        List<Task<int>> Run(params int[] items) => [.. items.Select(item => work.RunAsync(item, CancellationToken.None))];
        int[][] Sent()
        {
            lock (sent)
            {
                return [.. sent.Select(statement => statement.Items.ToArray())];
            }
        }

        // What finds nothing on its way, or only one that goes alone, goes alone; the rest waits.
        var asked = Run(1, 2, 3, 4, 5);
        Assert.That(Sent(), Is.EqualTo(new int[][] { [1], [2] }));

        sent[0].Done.SetResult();
        Assert.That(await asked[0], Is.EqualTo(1));
        Assert.That(Sent(), Is.EqualTo(new int[][] { [1], [2], [3, 4, 5] }));

        sent[1].Done.SetResult();
        Assert.That(await asked[1], Is.EqualTo(2));
        asked.AddRange(Run(6, 7));
        Assert.That(Sent(), Has.Length.EqualTo(3));
        asked.AddRange(Run(8, 9));
        Assert.That(Sent(), Is.EqualTo(new int[][] { [1], [2], [3, 4, 5], [6, 7, 8] }));

        sent[2].Done.SetResult();
        sent[3].Done.SetResult();
        Assert.That(() => Sent().LastOrDefault(), Is.EqualTo(new[] { 9 }).After(10_000, 10));
        sent[4].Done.SetResult();
        Assert.That(await Task.WhenAll(asked), Is.EqualTo(Enumerable.Range(1, 9)));
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
}
