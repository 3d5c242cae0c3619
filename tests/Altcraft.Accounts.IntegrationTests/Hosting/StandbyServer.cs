using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Altcraft.Accounts.Infrastructure.Database.Embedded;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Altcraft.Accounts.IntegrationTests;

/// <summary>A PostgreSQL of its own with a standby that streams from it.</summary>
internal sealed class StandbyServer : IAsyncDisposable
{
    private readonly string _directory;
    private readonly EmbeddedPostgres _primary;
    private readonly PostgresPrograms _programs;
    private readonly ServerUser _user;
    private readonly int _port;
    private bool _runs = true;

    private StandbyServer(string directory, EmbeddedPostgres primary, string connectionString, PostgresPrograms programs, ServerUser user, int port)
    {
        (_directory, _primary, _programs, _user, _port) = (directory, primary, programs, user, port);
        Primary = NpgsqlDataSource.Create(connectionString);
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        ConnectionString = $"{connectionString};Host=127.0.0.1:{builder.Port},127.0.0.1:{port}";
        builder.Port = port;
        Standby = NpgsqlDataSource.Create(builder.ConnectionString);
    }

    /// <summary>Both hosts.</summary>
    public string ConnectionString { get; }

    public NpgsqlDataSource Primary { get; }

    public NpgsqlDataSource Standby { get; }

    private string Data => Path.Combine(_directory, "standby");

    /// <summary>Starts both.</summary>
    public static async Task<StandbyServer> StartAsync()
    {
        var directory = Directory.CreateTempSubdirectory("accounts-standby-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            // The server's user must be able to pass, since the tests may run as root.
            File.SetUnixFileMode(directory, File.GetUnixFileMode(directory) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }

        var primary = new EmbeddedPostgres(new EmbeddedOptions { DataDirectory = Path.Combine(directory, "data") }, NullLogger.Instance);
        var connectionString = await primary.StartAsync(CancellationToken.None);
        var programs = await PostgresPrograms.FindAsync(null, CancellationToken.None);
        var server = new StandbyServer(
            directory, primary, connectionString, programs, await ServerUser.FindAsync(Path.Combine(directory, "standby"), CancellationToken.None), FreePort());
        Directory.CreateDirectory(server.Data);
        await server._user.TakeOverAsync(server.Data, CancellationToken.None);
        var from = new NpgsqlConnectionStringBuilder(connectionString);
        await server.RunAsync(
            "pg_basebackup", "-D", server.Data, "-R", "-X", "stream", "-c", "fast",
            "-d", $"host={from.Host} port={from.Port} user={from.Username} password={from.Password}");
        await server.RunAsync("chmod", "700", server.Data);
        await server.RunAsync(
            "pg_ctl", "start", "--silent", "--wait", "-D", server.Data, "-l", Path.Combine(server.Data, "startup.log"),
            "-o", string.Create(CultureInfo.InvariantCulture, $"-p {server._port} -c listen_addresses=127.0.0.1 -c unix_socket_directories="));
        return server;
    }

    /// <summary>Returns when the standby has all that was committed.</summary>
    public async Task CatchUpAsync()
    {
        var written = await ScalarAsync<string>(Primary, "select pg_current_wal_lsn()::text");
        while (!await ScalarAsync<bool>(Standby, $"select pg_last_wal_replay_lsn() >= '{written}'"))
        {
            await Task.Delay(20);
        }
    }

    /// <summary>From now on the standby stays as it is.</summary>
    public async Task PauseAsync()
    {
        await CatchUpAsync();
        await ScalarAsync<object>(Standby, "select pg_wal_replay_pause()");
        while (await ScalarAsync<string>(Standby, "select pg_get_wal_replay_pause_state()") != "paused")
        {
            await Task.Delay(20);
        }
    }

    public Task ResumeAsync() => ScalarAsync<object>(Standby, "select pg_wal_replay_resume()");

    /// <summary>Stops the standby; nobody is asked first.</summary>
    public async Task StopStandbyAsync()
    {
        _runs = false;
        await RunAsync("pg_ctl", "stop", "--silent", "--wait", "-m", "immediate", "-D", Data);
    }

    /// <summary>The one value a query answers.</summary>
    public static async Task<T> ScalarAsync<T>(NpgsqlDataSource server, string sql)
    {
        await using var command = server.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await Primary.DisposeAsync();
        await Standby.DisposeAsync();
        if (_runs)
        {
            await StopStandbyAsync();
        }

        await _primary.StopAsync(CancellationToken.None);
        _primary.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task RunAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(_programs.Directory, program);
        var answer = await _user.RunAsync(File.Exists(path) ? path : program, arguments, CancellationToken.None);
        if (!answer.Succeeded)
        {
            throw new InvalidOperationException($"{program}: {answer.Output}");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
