using System.Text.Json.Nodes;
using Faults;

namespace Altcraft.Accounts.IntegrationTests.Reliability;

/// <summary>A PostgreSQL to do harm to, and a service on it; the shared one is for everybody else.</summary>
internal sealed class OwnDatabase : IAsyncDisposable
{
    private readonly string _directory;
    private readonly PostgresCluster? _standby;
    private int _names;

    private OwnDatabase(string directory, PostgresCluster server, PostgresCluster? standby)
    {
        _directory = directory;
        Server = server;
        _standby = standby;
    }

    public PostgresCluster Server { get; }

    /// <summary>Streams from the server; what is committed there is here, too.</summary>
    public PostgresCluster Standby => _standby!;

    public ApiHost Api { get; private set; } = null!;

    /// <param name="hasStandby">Whether there is a synchronous standby, and the service knows both hosts.</param>
    /// <param name="settings">Configuration of the service.</param>
    public static async Task<OwnDatabase> StartAsync(bool hasStandby = false, params (string Key, string Value)[] settings)
    {
        var directory = NewDirectory();
        var server = new PostgresCluster(Path.Combine(directory, "server"));
        var database = new OwnDatabase(directory, server, hasStandby ? new PostgresCluster(Path.Combine(directory, "standby")) : null);
        await server.CreateAsync();
        await server.StartAsync();
        await server.ScalarAsync<object?>("create database accounts", "postgres");
        if (hasStandby)
        {
            await database.Standby.FollowAsync(server);
            await database.Standby.StartAsync();
            await server.WaitForStandbyAsync();
        }

        database.Api = await ApiHost.StartAsync(
            hasStandby ? server.ConnectionStringWith(database.Standby) : server.ConnectionString(), settings: settings);
        await database.SaveAsync("tariffs/save", """{"name":"any"}""");
        return database;
    }

    /// <summary>Makes a directory for a server.</summary>
    public static string NewDirectory()
    {
        var directory = Directory.CreateTempSubdirectory("accounts-reliability-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            // The server's user must be able to pass, since the tests may run as root.
            File.SetUnixFileMode(directory, File.GetUnixFileMode(directory) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }

        return directory;
    }

    /// <summary>A create that must be stored in the end: sent again with its key while the answer is 503 or 409.</summary>
    /// <returns>Every answer, the last of them 200.</returns>
    public async Task<IReadOnlyList<Answer>> CreateUntilStoredAsync(Wire wire)
    {
        var name = $"account-{Interlocked.Increment(ref _names)}";
        var answers = new List<Answer>();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (answers.Count == 0 || answers[^1].Error != 0)
        {
            answers.Add(await CreateAsync(name, wire));
            Assert.That(answers[^1].Error, Is.AnyOf(0, 409, 503), answers[^1].Body);
            if (answers[^1].Error != 0)
            {
                Assert.That(answers[^1].Headers.RetryAfter?.Delta, Is.GreaterThan(TimeSpan.Zero), answers[^1].Body);
                await Task.Delay(50, limit.Token);
            }
        }

        return answers;
    }

    /// <summary>One attempt, with its name for a key.</summary>
    public Task<Answer> CreateAsync(string name, Wire wire, bool hasKey = true) => Answer.OfAsync(
        Api.Client,
        "accounts/save",
        WireBody.Of(Parameters(name), wire),
        wire,
        [("Authorization", "Bearer " + ApiHost.AdminToken), .. hasKey ? new[] { ("Idempotency-Key", name) } : []]);

    /// <summary>What <c>/health/…</c> answers.</summary>
    public async Task<int> HealthAsync(string which)
    {
        using var answer = await Api.Client.GetAsync(new Uri("/health/" + which, UriKind.Relative));
        return (int)answer.StatusCode;
    }

    /// <summary>Every account of these, each with its one entry in the journal.</summary>
    public static Task<long> CountWholeAsync(PostgresCluster server) => server.ScalarAsync<long>("""
        select count(*) from accounts a
        where (select count(*) from audit_entries e where e.object_type = 'account' and e.object_id = a.id) = 1
        """);

    public async ValueTask DisposeAsync()
    {
        await Api.DisposeAsync();
        await Server.DisposeAsync();
        await (_standby?.DisposeAsync() ?? ValueTask.CompletedTask);
        Directory.Delete(_directory, recursive: true);
    }

    private static JsonObject Parameters(string name) => new()
    {
        ["name"] = name,
        ["title"] = "A title",
        ["tz"] = "UTC",
        ["tariff"] = 1,
        ["reports_day"] = 1,
        ["reports_hour"] = 9,
    };

    private async Task SaveAsync(string path, string body)
    {
        var answer = await Answer.OfAsync(Api.Client, path, body, Wire.Json, ("Authorization", "Bearer " + ApiHost.AdminToken));
        Assert.That(answer.Error, Is.Zero, answer.Body);
    }
}
