using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace Faults.Endurance;

/// <summary>A PgBouncer in transaction mode, set up as docs/scaling.md says, in front of one server at a time.</summary>
internal sealed partial class PgBouncer(string directory) : IAsyncDisposable
{
    private const string Scaling = "docs/scaling.md";

    private readonly ChildProcess _process = new(Path.Combine(directory, "output"));

    public int Port { get; } = Shell.FreePort();

    private string Settings => Path.Combine(directory, "pgbouncer.ini");

    public async Task StartAsync(PostgresCluster server)
    {
        Directory.CreateDirectory(directory);
        await File.WriteAllTextAsync(Path.Combine(directory, "users.txt"), $"\"accounts\" \"{PostgresCluster.Password}\"\n");
        await WriteAsync(server);
        if (PostgresCluster.Owner.Length > 0)
        {
            await Shell.RunAsync("chown", "-R", "postgres:postgres", directory);
        }

        await StartAsync();
    }

    /// <summary>Starts it again, and returns when it takes connections.</summary>
    public async Task StartAsync()
    {
        _process.Start([.. PostgresCluster.Owner, "pgbouncer", Settings]);
        while (!await TakesConnectionsAsync())
        {
            await Task.Delay(20);
        }
    }

    public Task KillAsync() => _process.KillAsync();

    /// <summary>What is running is finished first.</summary>
    public Task StopAsync() => _process.StopAsync("INT");

    /// <summary>What a fail-over has to do: another server, and RELOAD.</summary>
    public async Task SwitchAsync(PostgresCluster server)
    {
        await WriteAsync(server);
        Shell.Signal("HUP", _process.Id);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private Task WriteAsync(PostgresCluster server) => File.WriteAllTextAsync(Settings, string.Create(CultureInfo.InvariantCulture, $"""
        [databases]
        accounts = host=127.0.0.1 port={server.Port} {Documented(ConnectQuery())}
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = {Port}
        unix_socket_dir =
        auth_type = scram-sha-256
        auth_file = {directory}/users.txt
        admin_users = accounts
        pool_mode = transaction
        max_client_conn = 200
        {Documented(LoginRetry())}
        logfile = {directory}/log

        """));

    private static string Documented(Regex what) => what.Match(File.ReadAllText(Scaling)) is { Success: true } match
        ? match.Value
        : throw new InvalidOperationException($"{Scaling} does not say {what}");

    private async Task<bool> TakesConnectionsAsync()
    {
        if (!_process.IsRunning)
        {
            throw new InvalidOperationException("PgBouncer ended: " + await File.ReadAllTextAsync(Path.Combine(directory, "output")));
        }

        await using var source = NpgsqlDataSource.Create(
            $"Host=127.0.0.1;Port={Port};Database=pgbouncer;Username=accounts;Password={PostgresCluster.Password};"
            + "Pooling=false;Timeout=2;SSL Mode=Disable;GSS Encryption Mode=Disable;Server Compatibility Mode=NoTypeLoading");
        try
        {
            await using var connection = await source.OpenConnectionAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    [GeneratedRegex("connect_query='[^`]+'(?=`)")]
    private static partial Regex ConnectQuery();

    [GeneratedRegex(@"(?<=`)server_login_retry = \d+(?=`)")]
    private static partial Regex LoginRetry();
}
