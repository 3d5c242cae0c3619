namespace Altcraft.Accounts.IntegrationTests.Telemetry;

/// <summary><c>GET /metrics</c>: what was asked for is counted, and nobody can make it grow (docs/observability.md).</summary>
[TestFixture]
internal sealed class MetricsTests
{
    private const string Requests = "http_server_request_duration_seconds_count";
    private const string SaveRoute = "api/v1.1/admin/accounts/save";

    [TestCase(SaveRoute, "0", 67)]
    [TestCase(SaveRoute, "400", 1)]
    [TestCase(SaveRoute, "401", 1)]
    [TestCase(SaveRoute, "409", 1)]
    [TestCase("/health/ready", "0", 1)]
    public async Task Request_WhenAnswered_IsCountedByRouteAndErrorCode(string route, string error, int count)
    {
        var metrics = await MeasuredService.ScrapeAsync();

        Assert.That(metrics.Sum(Requests, ("http_route", route), ("altcraft_error_code", error)), Is.EqualTo(count));
    }

    [Test]
    public async Task Request_WhenItLeadsNowhere_MakesNoSeriesOfItsOwn()
    {
        await SendAnywhereAsync("warm");
        var before = (await MeasuredService.ScrapeAsync()).Samples.Where(IsOfRequests).ToList();
        await SendAnywhereAsync("again");
        var after = (await MeasuredService.ScrapeAsync()).Samples.Where(IsOfRequests).ToList();

        Assert.That(after, Has.Count.EqualTo(before.Count));
        Assert.That(after.Sum(sample => sample.Name == Requests ? sample.Value : 0), Is.GreaterThan(before.Sum(sample => sample.Name == Requests ? sample.Value : 0) + 100));
        Assert.That(after.Where(sample => sample.Name == Requests && sample.Labels["http_route"] == "other"), Is.Not.Empty);
    }

    [Test]
    public async Task Labels_WhenScraped_HoldNeitherAccountsNorTokensNorConnectionStrings()
    {
        var labels = (await MeasuredService.ScrapeAsync()).Samples.SelectMany(sample => sample.Labels.Values).Distinct().ToList();

        Assert.That(labels, Has.Count.GreaterThan(20));
        Assert.That(labels.Where(label => label.Contains("canary", StringComparison.Ordinal) || label.Contains("many-", StringComparison.Ordinal)
            || label.Contains("aat_", StringComparison.Ordinal) || label.Contains("Host=", StringComparison.Ordinal)), Is.Empty);
    }

    [TestCase("altcraft_accounts_database_up")]
    [TestCase("altcraft_accounts_build_info")]
    public async Task Gauge_WhenAllIsWell_IsOne(string name) => Assert.That((await MeasuredService.ScrapeAsync()).Sum(name), Is.EqualTo(1));

    [Test]
    public async Task Insides_WhenUsed_AreMeasured()
    {
        var metrics = await MeasuredService.ScrapeAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(metrics.Sum("altcraft_accounts_cache_lookups_total", ("cache", "ApiToken"), ("result", "hit")), Is.GreaterThan(0));
            Assert.That(metrics.Sum("altcraft_accounts_cache_lookups_total", ("cache", "Tariff"), ("result", "miss")), Is.GreaterThan(0));
            Assert.That(metrics.Sum("altcraft_accounts_batch_size_sum", ("work", "create")), Is.GreaterThanOrEqualTo(66));
            Assert.That(metrics.Sum("altcraft_accounts_batch_size_count", ("work", "create")), Is.LessThan(66), "64 at once must share statements.");
            Assert.That(metrics.Sum("altcraft_accounts_queue_length"), Is.Zero);
            Assert.That(metrics.Sum("altcraft_accounts_maintenance_runs_total", ("result", "ok")), Is.GreaterThan(0));
            Assert.That(metrics.Sum("db_client_connection_count", ("db_client_connection_pool_name", "accounts")), Is.GreaterThan(0));
            Assert.That(metrics.Sum("db_client_connection_count", ("db_client_connection_pool_name", "accounts-create")), Is.EqualTo(2));
            Assert.That(metrics.Sum("db_client_connection_count", ("db_client_connection_pool_name", "accounts-update")), Is.EqualTo(1));
            Assert.That(metrics.Sum("db_client_connection_count", ("db_client_connection_pool_name", "accounts-get")), Is.EqualTo(1));
            Assert.That(metrics.Sum("db_client_connection_max", ("db_client_connection_pool_name", "accounts")), Is.EqualTo(30));
            Assert.That(metrics.Sum("db_client_connection_max"), Is.EqualTo(40 + 1), "all pools together have what was set, and one is for /health/ready");
            Assert.That(metrics.Sum("dotnet_process_memory_working_set_bytes"), Is.GreaterThan(0));
            Assert.That(metrics.Sum("process_start_time_seconds"), Is.GreaterThan(1e9));
        }
    }

    [Test]
    public async Task Metrics_WhenTheDatabaseIsAway_SayItAndCountTheRejected()
    {
        await using var service = await ServiceProcess.ServeAsync("Host=127.0.0.1;Port=1;Username=nobody", "--Telemetry:Prometheus=true");
        using var refused = await new Call().SendAsync(service.Client);
        var metrics = Exposition.Parse(await service.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative)));

        Assert.That((int)refused.StatusCode, Is.EqualTo(503));
        Assert.That(metrics.Sum("altcraft_accounts_database_up"), Is.Zero);
        Assert.That(metrics.Sum("altcraft_accounts_requests_rejected_total", ("reason", "database")), Is.EqualTo(1));
        Assert.That(metrics.Sum(Requests, ("http_route", SaveRoute), ("altcraft_error_code", "503")), Is.EqualTo(1));
    }

    [Test]
    public async Task Metrics_WhenTheyHaveAPort_AreNotOnAnother()
    {
        await using var api = await ApiHost.StartAsync(settings: [("Telemetry:Prometheus", "true"), ("Telemetry:PrometheusPort", "1")]);
        Assert.That(() => api.Log, Has.Some.StartsWith("Warning: Telemetry:PrometheusPort is 1, on which the service does not listen").After(10_000, 20));

        Assert.That((await new Call("/metrics") { Method = HttpMethod.Get, Body = null }.AnswerAsync(api.Client)).Error, Is.EqualTo(404));
    }

    [Test]
    public async Task Metrics_WhenPosted_AreNotThere() =>
        Assert.That((await new Call("/metrics").AnswerAsync(MeasuredService.Client)).Error, Is.EqualTo(404));

    private static bool IsOfRequests(Exposition.Sample sample) => sample.Name.StartsWith("http_server_", StringComparison.Ordinal);

    private static async Task SendAnywhereAsync(string mark)
    {
        foreach (var i in Enumerable.Range(0, 60))
        {
            using var path = await new Call($"/{mark}/{i}") { Method = HttpMethod.Get, Body = null }.SendAsync(MeasuredService.Client);
            using var method = await new Call($"{mark}-{i}") { Method = new HttpMethod($"X{mark}{i}"), Body = null }.SendAsync(MeasuredService.Client);
        }
    }
}
