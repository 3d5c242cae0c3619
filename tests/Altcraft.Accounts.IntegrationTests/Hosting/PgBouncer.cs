using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Altcraft.Accounts.Infrastructure.Embedded;
using Altcraft.Accounts.IntegrationTests.Docs;
using Faults;
using Npgsql;

namespace Altcraft.Accounts.IntegrationTests;

/// <summary>A real PgBouncer in transaction mode between a service and its PostgreSQL, with few connections to the server.</summary>
internal sealed partial class PgBouncer : IAsyncDisposable
{
    private readonly string _directory;
    private readonly int _port;
    private readonly NpgsqlConnectionStringBuilder _server;

    private PgBouncer(string directory, int port, NpgsqlConnectionStringBuilder server) => (_directory, _port, _server) = (directory, port, server);

    /// <summary>The way through PgBouncer. Without a reset, as the service does it: another's session would be reset.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder(_server.ConnectionString) { Port = _port, NoResetOnClose = true }.ConnectionString;

    /// <summary>Starts PgBouncer and waits until it answers.</summary>
    /// <param name="connectionString">The server.</param>
    /// <param name="poolSize">How many connections to it there are.</param>
    /// <param name="isSetUp">Whether it sets what docs/scaling.md says for each connection.</param>
    /// <param name="ignored">A parameter of the start that it drops instead of refusing it.</param>
    /// <exception cref="InvalidOperationException">PgBouncer is not installed.</exception>
    public static async Task<PgBouncer> StartAsync(string connectionString, int poolSize, bool isSetUp = true, string ignored = "")
    {
        var program = ((string[])["/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/usr/local/bin/pgbouncer", "/opt/homebrew/bin/pgbouncer"]).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("PgBouncer is not installed: run scripts/test, which installs it, or apt-get install pgbouncer.");
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        var directory = Directory.CreateTempSubdirectory("accounts-pgbouncer-").FullName;
        var user = await ServerUser.FindAsync(directory, CancellationToken.None);
        var port = Shell.FreePort();
        await File.WriteAllTextAsync(Path.Combine(directory, "users.txt"), $"\"{server.Username}\" \"{server.Password}\"\n");
        await File.WriteAllTextAsync(Path.Combine(directory, "pgbouncer.ini"), string.Create(CultureInfo.InvariantCulture, $"""
            [databases]
            * = host={server.Host} port={server.Port} {(isSetUp ? DocumentedQuery() : string.Empty)}
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {port}
            unix_socket_dir =
            auth_type = scram-sha-256
            auth_file = {directory}/users.txt
            admin_users = {server.Username}
            pool_mode = transaction
            default_pool_size = {poolSize}
            max_client_conn = 200
            ignore_startup_parameters = {ignored}
            logfile = {directory}/log
            pidfile = {directory}/pid
            """));
        await user.TakeOverAsync(directory, CancellationToken.None);
        var bouncer = new PgBouncer(directory, port, server);
        var started = await user.RunAsync(program, ["-d", Path.Combine(directory, "pgbouncer.ini")], CancellationToken.None);
        if (!started.Succeeded)
        {
            throw new InvalidOperationException($"PgBouncer does not start: {started.Output}");
        }

        await bouncer.AwaitAsync();
        return bouncer;
    }

    /// <summary>How many connections to the server PgBouncer has for the service's database.</summary>
    public async Task<int> CountServerConnectionsAsync()
    {
        await using var source = NpgsqlDataSource.Create(_server.ConnectionString + ";Pooling=false;Application Name=counting");
        await using var command = source.CreateCommand(
            "select count(*)::int from pg_stat_activity where datname = current_database() and backend_type = 'client backend' and application_name <> 'counting'");
        return (int)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        var id = int.Parse(await File.ReadAllTextAsync(Path.Combine(_directory, "pid")), CultureInfo.InvariantCulture);
        using (var process = Process.GetProcessById(id))
        {
            Shell.Signal("INT", id);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
            }
        }

        Directory.Delete(_directory, recursive: true);
    }

    private async Task AwaitAsync()
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, _port);
                return;
            }
            catch (SocketException) when (tries < 200)
            {
                await Task.Delay(50);
            }
        }
    }

    private static string DocumentedQuery() => ConnectQuery().Match(File.ReadAllText(Path.Combine(DocumentedCommand.Root, "docs/scaling.md"))).Value;

    [GeneratedRegex("connect_query='[^`]+'(?=`)")]
    private static partial Regex ConnectQuery();
}
