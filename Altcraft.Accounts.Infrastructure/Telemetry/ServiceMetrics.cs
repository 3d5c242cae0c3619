using System.Diagnostics.Metrics;
using Altcraft.Accounts.Application.Telemetry;

namespace Altcraft.Accounts.Infrastructure.Telemetry;

/// <summary>The metrics of the caches, the batches, the maintenance, the standbys and the welcome mails.</summary>
internal static class ServiceMetrics
{
    private static readonly Counter<long> CacheLookups = ServiceTelemetry.Meter.CreateCounter<long>(
        "altcraft.accounts.cache.lookups", "{lookup}", "Lookups in the caches of the process, by cache and result (hit, miss).");

    private static readonly UpDownCounter<long> QueueLength = ServiceTelemetry.Meter.CreateUpDownCounter<long>(
        "altcraft.accounts.queue.length", "{request}", "Requests that wait to be carried out in a batch, by work (create, update, get).");

    private static readonly Histogram<int> BatchSize = ServiceTelemetry.Meter.CreateHistogram<int>(
        "altcraft.accounts.batch.size", "{request}", "Requests carried out by one statement, by work (create, update, get).");

    private static readonly Counter<long> MaintenanceRuns = ServiceTelemetry.Meter.CreateCounter<long>(
        "altcraft.accounts.maintenance.runs", "{run}", "Runs of the maintenance jobs, by task (audit_journal, idempotency_keys, welcome_mails) and result (ok, failed).");

    private static readonly Counter<long> StandbyFailures = ServiceTelemetry.Meter.CreateCounter<long>(
        "altcraft.accounts.standby.failures", "{read}", "Reads that a standby could not answer, so that the primary was asked instead.");

    private static readonly Counter<long> WelcomeMails = ServiceTelemetry.Meter.CreateCounter<long>(
        "altcraft.accounts.welcome_mails", "{mail}", "Attempts to send a welcome mail, by result (sent, failed), and mails that were given up (given_up).");

    private static readonly Gauge<double> OldestWelcomeMail = ServiceTelemetry.Meter.CreateGauge<double>(
        "altcraft.accounts.welcome_mails.oldest", "s", "How long the oldest welcome mail that is not sent has waited; looked at every minute.");

    public static void CacheAsked(string cache, bool isHit) => CacheLookups.Add(1, new("cache", cache), new("result", isHit ? "hit" : "miss"));

    public static void QueueChanged(string work, int by) => QueueLength.Add(by, new KeyValuePair<string, object?>("work", work));

    public static void QueueWasFull() => Rejections.Count(Rejections.QueueFull);

    public static void BatchStarted(string work, int size) => BatchSize.Record(size, new KeyValuePair<string, object?>("work", work));

    /// <summary>Counts runs of a maintenance job; 0 shows the series, so that the first failure is an increase.</summary>
    public static void MaintenanceEnded(string task, bool succeeded, int count = 1) =>
        MaintenanceRuns.Add(count, new("task", task), new("result", succeeded ? "ok" : "failed"));

    /// <summary>Counts reads that a standby could not answer; 0 shows the series.</summary>
    public static void StandbyFailed(int count = 1) => StandbyFailures.Add(count);

    /// <summary>Counts an attempt to send a welcome mail: <c>sent</c>, <c>failed</c>, and <c>given_up</c> besides for the last one.</summary>
    public static void WelcomeMailTried(string result, int count = 1) => WelcomeMails.Add(count, new KeyValuePair<string, object?>("result", result));

    /// <summary>Shows the series of the welcome mails before there are any.</summary>
    public static void ShowWelcomeMails()
    {
        WelcomeMailsWait(TimeSpan.Zero);
        foreach (var result in new[] { "sent", "failed", "given_up" })
        {
            WelcomeMailTried(result, 0);
        }
    }

    /// <summary>Shows how long the oldest welcome mail has waited.</summary>
    public static void WelcomeMailsWait(TimeSpan oldest) => OldestWelcomeMail.Record(oldest.TotalSeconds);
}
