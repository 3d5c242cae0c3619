using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Telemetry;

/// <summary>
/// The service in a process of its own with <c>/metrics</c> switched on, after requests of every kind: no other test's requests are
/// in its figures.
/// </summary>
[SetUpFixture]
public sealed class MeasuredService
{
    /// <summary>A name that must be in no label.</summary>
    public const string AccountName = "canary-of-the-metrics";

    private static ApiHost? _database;
    private static ServiceProcess? _process;

    internal static HttpClient Client => _process!.Client;

    /// <summary>A database with the example data, for more processes.</summary>
    internal static string ConnectionString => _database!.ConnectionString;

    [OneTimeSetUp]
    public static async Task StartAsync()
    {
        _database = await ApiHost.StartAsync();
        _process = await ServiceProcess.ServeAsync(ConnectionString, "--Telemetry:Prometheus=true");
        var id = (await Save(AccountName).AnswerAsync(Client)).SavedId;
        foreach (var name in new[] { AccountName, AccountName + "-2" })
        {
            await Save(name).SendAsync(Client);
        }

        var parameters = JsonNode.Parse(Save(AccountName).Body)!;
        parameters["id"] = id;
        parameters["title"] = "Another title";
        await new Call { Text = parameters.ToJsonString() }.SendAsync(Client);
        await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Save($"many-{i}").SendAsync(Client)));
        await new Call().SendAsync(Client);
        await new Call { Token = "aat_" + new string('B', 43) }.SendAsync(Client);
        await new Call("/nowhere") { Method = HttpMethod.Get, Body = null }.SendAsync(Client);
        await new Call { Method = HttpMethod.Get, Body = null }.SendAsync(Client);
        GC.KeepAlive(await Client.GetAsync(new Uri("/health/ready", UriKind.Relative)));
    }

    [OneTimeTearDown]
    public static async Task StopAsync()
    {
        await (_process?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_database?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    internal static async Task<Exposition> ScrapeAsync()
    {
        // An answer is given again for 300 ms.
        await Task.Delay(350);
        return Exposition.Parse(await Client.GetStringAsync(new Uri("/metrics", UriKind.Relative)));
    }

    /// <summary>A save that succeeds if the name is free.</summary>
    internal static Call Save(string name) => new()
    {
        Text = new JsonObject
        {
            ["name"] = name,
            ["title"] = "A title",
            ["tz"] = "UTC",
            ["tariff"] = "example tariff",
            ["reports_day"] = 1,
            ["reports_hour"] = 9,
        }.ToJsonString(),
    };
}
