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

    private void Add(string name, long value)
    {
        lock (_measured)
        {
            _measured[name] = _measured.GetValueOrDefault(name) + value;
        }
    }
}
