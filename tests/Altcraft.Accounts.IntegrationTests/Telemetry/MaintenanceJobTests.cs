using Altcraft.Accounts.Infrastructure.Jobs;
using Altcraft.Accounts.IntegrationTests.Docs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Altcraft.Accounts.IntegrationTests.Telemetry;

/// <summary>No background job fails in silence: each failure has a log line, a count and an alert. The list of jobs is the program's own.</summary>
[TestFixture, NonParallelizable]
internal sealed class MaintenanceJobTests
{
    private const string Runs = "altcraft_accounts_maintenance_runs_total";

    // What else runs in the background, and the metric that shows its failure.
    private static readonly Dictionary<string, string> Others = new()
    {
        ["DatabaseLifetime"] = "altcraft_accounts_database_up",
        ["ServiceGauges"] = "altcraft_accounts_database_up",
        ["WelcomeMailSender"] = "altcraft_accounts_welcome_mails_oldest_seconds",

        // Does nothing until the service stops.
        ["Shutdown"] = "up",
    };

    private static readonly string Alerts = File.ReadAllText(Path.Combine(DocumentedCommand.Root, "deploy/prometheus/alerts.yaml"));

    private ApiHost _api = null!;

    private List<MaintenanceJob> Jobs => [.. _api.Services.GetServices<IHostedService>().OfType<MaintenanceJob>()];

    [OneTimeSetUp]
    public async Task StartAsync() => _api = await ApiHost.StartAsync(settings: ("Telemetry:Prometheus", "true"));

    [OneTimeTearDown]
    public async Task StopAsync() => await _api.DisposeAsync();

    [Test]
    public void BackgroundWork_WhenItIsRegistered_IsAMaintenanceJobOrHasAnAlertOfItsOwn()
    {
        var ours = _api.Services.GetServices<IHostedService>()
            .Where(service => service.GetType().Namespace!.StartsWith("Altcraft.", StringComparison.Ordinal) && service is not MaintenanceJob)
            .Select(service => service.GetType().Name);
        var written = typeof(MaintenanceJob).Assembly.GetTypes().Where(type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(MaintenanceJob)));

        Assert.That(ours, Is.EquivalentTo(Others.Keys));
        Assert.That(Others.Values.Append(Runs).Where(metric => !Alerts.Contains(metric, StringComparison.Ordinal)), Is.Empty);
        Assert.That(Jobs.Select(job => job.GetType()), Is.EquivalentTo(written), "written, but not registered");
    }

    [Test]
    public void Jobs_WhenTheyAreWritten_HaveTestsOfWhatTheyDo()
    {
        var fixtures = GetType().Assembly.GetTypes().Select(type => type.Name).ToList();

        Assert.That(Jobs, Is.Not.Empty);
        Assert.That(Jobs.Select(job => job.GetType().Name + "Tests"), Is.SubsetOf(fixtures));
    }

    [Test]
    public async Task Jobs_WhenTheyFail_AreLoggedAndCounted()
    {
        foreach (var job in Jobs)
        {
            // Its own run at the start would get in the way.
            await job.StopAsync(CancellationToken.None);
        }

        var before = await ScrapeAsync();
        await _api.ExecuteAsync("alter schema public rename to gone");
        foreach (var job in Jobs)
        {
            Assert.That(before.Sum(Runs, ("task", job.Name), ("result", "failed")), Is.Zero, "shown before the first failure, which is then an increase");
            Assert.That(await job.RunAsync(CancellationToken.None), Is.False, job.Name);
            Assert.That(_api.Log, Has.Some.StartsWith($"Error: Maintenance of {job.Name} failed"));
        }

        var after = await ScrapeAsync();
        await _api.ExecuteAsync("alter schema gone rename to public");
        foreach (var job in Jobs)
        {
            Assert.That(after.Sum(Runs, ("task", job.Name), ("result", "failed")), Is.EqualTo(1), job.Name);
            Assert.That(await job.RunAsync(CancellationToken.None), Is.True, job.Name);
        }
    }

    private async Task<Exposition> ScrapeAsync()
    {
        // An answer is given again for 300 ms.
        await Task.Delay(350);
        return Exposition.Parse(await _api.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative)));
    }
}
