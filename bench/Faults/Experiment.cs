using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;

namespace Faults;

/// <summary>A service under load on a database of its own, and the figures of one fault.</summary>
internal sealed class Experiment : IAsyncDisposable
{
    private const int KeyedClients = 32;
    private const int BareClients = 8;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    private Experiment(string fault, PostgresCluster database, Service service)
    {
        Database = database;
        Service = service;
        Figures = new Figures(fault);
        Load = new Load(fault.Replace("-", string.Empty, StringComparison.Ordinal), service.Address, KeyedClients, BareClients);
        Probe = new ServiceProbe(service, Load.Seen);
    }

    /// <summary>The cluster that is written to now.</summary>
    public PostgresCluster Database { get; set; }

    public Service Service { get; }

    public Load Load { get; }

    public Observations Seen => Load.Seen;

    public ServiceProbe Probe { get; }

    public Figures Figures { get; }

    /// <summary>Starts the service on a running cluster, and the load.</summary>
    public static async Task<Experiment> StartAsync(string fault, Options options, string directory, PostgresCluster database, string? connectionString = null)
    {
        await database.ScalarAsync<object?>("create database accounts", "postgres");
        var service = new Service(options.Service, connectionString ?? database.ConnectionString(), Path.Combine(directory, "service.log"));
        service.Start();
        await service.ReadyAsync();
        await MakeDirectoryAsync(service.Address);
        var experiment = new Experiment(fault, database, service);
        experiment.Load.Start();
        await Task.Delay(WarmUp);
        return experiment;
    }

    /// <summary>Takes the database away, brings it back, and measures.</summary>
    /// <param name="goes">Returns when it is away.</param>
    /// <param name="comes">Returns when it is back.</param>
    /// <param name="meanwhile">How long it stays away.</param>
    public async Task AwayAsync(Func<Task> goes, TimeSpan meanwhile, Func<Task> comes)
    {
        Figures.Times++;
        Seen.IsAway = true;
        var gone = Stopwatch.GetTimestamp();
        await goes();
        await Task.Delay(meanwhile);
        var (lastReady, lastNotReady) = (Probe.LastReady, Probe.LastNotReady);
        if (meanwhile > TimeSpan.FromSeconds(Figures.ReadyLimitSeconds) || lastNotReady > gone)
        {
            Figures.WasLate(lastReady < gone ? 0 : Stopwatch.GetElapsedTime(gone, lastReady).TotalSeconds);
        }

        await comes();
        Seen.IsAway = false;
        await RecoverAsync();
        Figures.LongestWhileAway = Seen.LongestWhileAway.TotalSeconds;
    }

    /// <summary>Waits for the next acknowledged change and notes how long that took.</summary>
    public async Task RecoverAsync()
    {
        var back = Stopwatch.GetTimestamp();
        try
        {
            await Seen.NextAcknowledgedAsync().WaitAsync(TimeSpan.FromSeconds(60));
            Figures.Recovered(Stopwatch.GetElapsedTime(back).TotalSeconds);
        }
        catch (TimeoutException)
        {
            Figures.Broken.Add("no change succeeded for a minute after the fault");
        }
    }

    /// <summary>Lets the load come to rest and compares; then it goes on.</summary>
    public async Task CheckAsync()
    {
        await Task.Delay(500);
        await Load.PauseAsync();
        var check = await Check.OfAsync(Database, Load);
        Figures.Check = check with { Examples = [.. Figures.Check.Examples.Concat(check.Examples).Distinct()] };
        Load.Resume();
    }

    public Figures Judge()
    {
        Figures.Judge(Seen, Probe);
        return Figures;
    }

    public async ValueTask DisposeAsync()
    {
        await Load.DisposeAsync();
        await Probe.DisposeAsync();
        await Service.DisposeAsync();
    }

    /// <summary>Makes what the accounts refer to.</summary>
    public static async Task MakeDirectoryAsync(Uri address)
    {
        using var http = new HttpClient { BaseAddress = new Uri(address, "/api/v1.1/admin/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Service.Token);
        async Task SaveAsync(string kind, string body)
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await http.PostAsync(new Uri(kind + "/save", UriKind.Relative), content);
            answer.EnsureSuccessStatusCode();
        }

        await SaveAsync("tariffs", """{"name":"faults"}""");
        for (var i = 1; i <= 4; i++)
        {
            await SaveAsync(
                "external_data_connectors",
                $$"""{"name":"connector {{i}}","kind":"mysql","host":"db.example.com","port":3306,"database":"shop","username":"reader","secret_ref":"vault/{{i}}"}""");
        }
    }
}
