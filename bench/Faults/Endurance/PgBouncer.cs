using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace Faults.Endurance;

/// <summary>
/// A PgBouncer in transaction mode, set up as docs/scaling.md says, in front of one server at a time. When it ends by itself, it is started
/// again, as by a service manager.
/// </summary>
internal sealed partial class PgBouncer(string directory) : IAsyncDisposable
{
    private const string Scaling = "docs/scaling.md";

    // The RestartSec of systemd.
    private static readonly TimeSpan UntilRestart = TimeSpan.FromMilliseconds(100);

    private readonly ChildProcess _process = new(Path.Combine(directory, "output"));
    private readonly CancellationTokenSource _disposed = new();
    private readonly SemaphoreSlim _turn = new(1);
    private Task _supervision = Task.CompletedTask;
    private bool _isWanted;

    public int Port { get; } = Shell.FreePort();

    /// <summary>How often it has ended by itself.</summary>
    public int Ends { get; private set; }

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
        _supervision = Task.Run(SuperviseAsync);
    }

    /// <summary>Starts it again, and returns when it takes connections.</summary>
    public Task StartAsync() => InTurnAsync(async () =>
    {
        await LaunchAsync();
        _isWanted = true;
    });

    public Task KillAsync() => EndAsync(_process.KillAsync);

    /// <summary>What is running is finished first.</summary>
    public Task StopAsync() => EndAsync(() => _process.StopAsync("INT"));

    /// <summary>What a fail-over has to do: another server, and RELOAD.</summary>
    public Task SwitchAsync(PostgresCluster server) => InTurnAsync(async () =>
    {
        await WriteAsync(server);
        Shell.Signal("HUP", _process.Id);
    });

    public async ValueTask DisposeAsync()
    {
        await _disposed.CancelAsync();
        await _supervision;
        await _process.DisposeAsync();
        _disposed.Dispose();
        _turn.Dispose();
    }

    private async Task LaunchAsync()
    {
        _process.Start([.. PostgresCluster.Owner, "pgbouncer", Settings]);
        while (!await TakesConnectionsAsync())
        {
            await Task.Delay(20);
        }
    }

    private Task EndAsync(Func<Task> end) => InTurnAsync(() =>
    {
        _isWanted = false;
        return end();
    });

    private async Task InTurnAsync(Func<Task> work)
    {
        await _turn.WaitAsync();
        try
        {
            await work();
        }
        finally
        {
            _turn.Release();
        }
    }

    // PgBouncer 1.18 ends when a client leaves that waits for its cancel request to be sent; 1.19.1 does not.
    private async Task SuperviseAsync()
    {
        while (!_disposed.IsCancellationRequested)
        {
            await Task.Delay(UntilRestart, _disposed.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await InTurnAsync(async () =>
            {
                if (_isWanted && !_process.IsRunning && !_disposed.IsCancellationRequested)
                {
                    Ends++;
                    await LaunchAsync();
                }
            });
        }
    }

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
