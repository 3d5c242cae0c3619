using System.Diagnostics.Metrics;
using Altcraft.Accounts.Application.Telemetry;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Altcraft.Accounts.Api.Telemetry;

/// <summary>
/// Reports the build and the state of the database as metrics. The database is probed like <c>/health/ready</c>, every few seconds and
/// independently of scrapes, which must not wait for it. Runs only when metrics are on.
/// </summary>
internal sealed class ServiceGauges(HealthCheckService health, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    // The contract's limit for an answer while the database is unavailable.
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(2);

    // The other checks of /health/ready do not concern the database.
    private const string DatabaseCheck = "database";

    private static readonly Gauge<int> DatabaseUp = ServiceTelemetry.Meter.CreateGauge<int>(
        "altcraft.accounts.database.up", null, "1 while the database answers and its schema is current, else 0; looked at every 5 seconds.");

    private static readonly Gauge<int> BuildInfo = ServiceTelemetry.Meter.CreateGauge<int>(
        "altcraft.accounts.build.info", null, "Always 1; the version is a label.");

    private static readonly Gauge<double> StartTime = ServiceTelemetry.Meter.CreateGauge<double>(
        "process.start_time", "s", "When the service started, in seconds since 1970.");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        BuildInfo.Record(1, new KeyValuePair<string, object?>("version", TelemetrySetup.Version));
        StartTime.Record(clock.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0);
        Rejections.ShowAll();
        try
        {
            while (true)
            {
                DatabaseUp.Record(await IsUpAsync(stoppingToken) ? 1 : 0);
                await Task.Delay(Every, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    private async Task<bool> IsUpAsync(CancellationToken stoppingToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        limit.CancelAfter(ProbeTimeout);
        try
        {
            return (await health.CheckHealthAsync(check => check.Name == DatabaseCheck, limit.Token).WaitAsync(limit.Token)).Status == HealthStatus.Healthy;
        }
        catch (Exception) when (!stoppingToken.IsCancellationRequested)
        {
            // The gauge tells, and the check itself has logged why.
            return false;
        }
    }
}
