using System.Diagnostics.Metrics;
using Altcraft.Accounts.Api.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Altcraft.Accounts.UnitTests.Api.Telemetry;

[TestFixture]
internal sealed class ServiceGaugesTests
{
    // The gauge is the process's: one case at a time.
    [NonParallelizable]
    [TestCase(HealthStatus.Healthy, 1)]
    [TestCase(HealthStatus.Unhealthy, 0)]
    public async Task DatabaseUp_WhenTheServiceStops_StillSaysHowTheDatabaseIs(HealthStatus database, int expected)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddHealthChecks()
            .AddCheck("database", () => new HealthCheckResult(database))
            .AddCheck("shutdown", () => HealthCheckResult.Unhealthy());
        await using var provider = services.BuildServiceProvider();
        var measured = new TaskCompletionSource<int>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Name == "altcraft.accounts.database.up")
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<int>((_, value, _, _) => measured.TrySetResult(value));
        listener.Start();
        using var gauges = new ServiceGauges(provider.GetRequiredService<HealthCheckService>(), TimeProvider.System);

        await gauges.StartAsync(CancellationToken.None);
        var up = await measured.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await gauges.StopAsync(CancellationToken.None);

        Assert.That(up, Is.EqualTo(expected));
    }
}
