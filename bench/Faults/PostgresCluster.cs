using System.Globalization;
using Npgsql;

namespace Faults;

/// <summary>A PostgreSQL of the experiment's own: loopback only, durable as by default.</summary>
internal sealed class PostgresCluster(string directory) : IAsyncDisposable
{
    public const string Password = "faults";

    private static readonly string Programs = FindPrograms();

    /// <summary>What makes a command run as a user who may: PostgreSQL and PgBouncer refuse root.</summary>
    public static readonly string[] Owner = Environment.IsPrivilegedProcess
        ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"]
        : [];

    private string[] _settings = [];

    public int Port { get; } = Shell.FreePort();

    private string Conninfo => $"host=127.0.0.1 port={Port} user=accounts password={Password} application_name=standby";

    private string Data => Path.Combine(directory, "data");

    private int? ProcessId => File.Exists(Path.Combine(Data, "postmaster.pid"))
        && int.TryParse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).FirstOrDefault(), CultureInfo.InvariantCulture, out var id)
        && Directory.Exists($"/proc/{id}") ? id : null;

    public bool IsRunning => ProcessId is not null;

    public string ConnectionString(string database = "accounts") =>
        $"Host=127.0.0.1;Port={Port};Database={database};Username=accounts;Password={Password};SSL Mode=Disable;GSS Encryption Mode=Disable";

    /// <summary>Both hosts, this one first.</summary>
    public string ConnectionStringWith(PostgresCluster other) => new NpgsqlConnectionStringBuilder(ConnectionString())
    {
        Host = $"127.0.0.1:{Port},127.0.0.1:{other.Port}",
    }.ConnectionString;

    /// <summary>Makes the cluster in a directory that exists.</summary>
    public async Task CreateAsync()
    {
        await TakeDirectoryAsync();
        var password = Path.Combine(directory, "password");
        await RunAsync("sh", "-c", $"umask 077; echo {Password} > {password}");
        await RunAsync(Program("initdb"), "-D", Data, "-U", "accounts", "-E", "UTF8", "--locale=C.UTF-8", "-A", "scram-sha-256", $"--pwfile={password}");
        await RunAsync("sh", "-c", $"echo 'host replication all 127.0.0.1/32 scram-sha-256' >> {Data}/pg_hba.conf");
    }

    /// <summary>Makes the cluster a standby of another.</summary>
    public async Task FollowAsync(PostgresCluster primary)
    {
        await TakeDirectoryAsync();
        await RunAsync(
            Program("pg_basebackup"), "-D", Data, "-R", "-X", "stream", "-c", "fast",
            "-d", primary.Conninfo);
    }

    /// <summary>Makes the cluster, which was the primary and is stopped now, a standby of the one that was promoted instead.</summary>
    public async Task RejoinAsync(PostgresCluster primary)
    {
        // pg_rewind looks at the last checkpoint of the new primary: it must be one after the promotion.
        await primary.ScalarAsync<object?>("checkpoint", "postgres");
        try
        {
            await RunAsync(Program("pg_rewind"), "-D", Data, "-R", "--source-server", primary.Conninfo + " dbname=postgres");
        }
        catch (InvalidOperationException exception)
        {
            await Console.Error.WriteLineAsync($"A copy is made, because: {exception.Message}");
            Directory.Delete(Data, recursive: true);
            await FollowAsync(primary);
        }
    }

    /// <summary>Starts the server and returns when it accepts connections.</summary>
    public async Task StartAsync(params string[] settings)
    {
        _settings = settings.Length > 0 ? settings : _settings;
        var options = $"-p {Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= " + string.Join(' ', _settings.Select(setting => "-c " + setting));
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await RunAsync(Program("pg_ctl"), "start", "--silent", "--wait", "-D", Data, "-l", Path.Combine(directory, "log"), "-o", options);
                return;
            }
            catch (InvalidOperationException) when (attempt < 20)
            {
                // What is left of the killed one still holds its memory.
                await Task.Delay(100);
            }
        }
    }

    /// <summary>From now on a commit is answered when the standby has it, too.</summary>
    public async Task WaitForStandbyAsync()
    {
        await ScalarAsync<object?>("alter system set synchronous_standby_names = 'standby'", "postgres");
        await ScalarAsync<bool>("select pg_reload_conf()", "postgres");
        while (await ScalarAsync<long>("select count(*) from pg_stat_replication where sync_state = 'sync'", "postgres") == 0)
        {
            await Task.Delay(50);
        }
    }

    /// <summary>From now on a commit is answered when this server has it.</summary>
    public async Task WaitForNobodyAsync()
    {
        await ScalarAsync<object?>("alter system reset synchronous_standby_names", "postgres");
        await ScalarAsync<bool>("select pg_reload_conf()", "postgres");
    }

    /// <summary>Stops it as an operator does: connections are cut, a checkpoint is made.</summary>
    public Task StopAsync() => RunAsync(Program("pg_ctl"), "stop", "--silent", "--wait", "-m", "fast", "-D", Data);

    /// <summary>SIGKILL for all of it at once.</summary>
    public async Task KillAsync()
    {
        var family = Shell.Family(ProcessId!.Value);
        Shell.Signal(Shell.Kill, family);
        while (family.Any(id => Shell.Status(id, "Threads") is not null))
        {
            await Task.Delay(5);
        }
    }

    public Task FreezeAsync() => SignalAsync(Shell.Stop);

    public Task ThawAsync() => SignalAsync(Shell.Continue);

    public Task PromoteAsync() => RunAsync(Program("pg_ctl"), "promote", "--wait", "-D", Data);

    public async Task<T> ScalarAsync<T>(string sql, string database = "accounts")
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString(database) + ";Pooling=false;Timeout=5");
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Returns when the server answers a query.</summary>
    public async Task AnswersAsync()
    {
        while (true)
        {
            try
            {
                await ScalarAsync<int>("select 1");
                return;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(10);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (IsRunning)
        {
            await SignalAsync(Shell.Continue);
            await RunAsync(Program("pg_ctl"), "stop", "--silent", "-m", "immediate", "-D", Data);
        }
    }

    private Task SignalAsync(string signal)
    {
        Shell.Signal(signal, Shell.Family(ProcessId!.Value));
        return Task.CompletedTask;
    }

    private static string FindPrograms() => new[] { Environment.GetEnvironmentVariable("PG_BIN") }
        .Concat(Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Order().Reverse().Select(version => version + "/bin") : [])
        .Concat((Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':'))
        .FirstOrDefault(path => path is not null && File.Exists(Path.Combine(path, "initdb")))
        ?? throw new InvalidOperationException("PostgreSQL's programs are not found: install it, or set PG_BIN.");

    private static string Program(string name) => Path.Combine(Programs, name);

    private static Task<string> RunAsync(string program, params string[] arguments)
    {
        string[] command = [.. Owner, program, .. arguments];
        return Shell.RunAsync(command[0], command[1..]);
    }

    // PostgreSQL refuses to run as root.
    private async Task TakeDirectoryAsync()
    {
        Directory.CreateDirectory(directory);
        if (Owner.Length > 0)
        {
            await Shell.RunAsync("chown", "postgres:postgres", directory);
        }
    }
}
