using System.Globalization;
using Altcraft.Accounts.Infrastructure.Embedded;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Altcraft.Accounts.IntegrationTests;

/// <summary>The one PostgreSQL all tests over HTTP share: real, private, started here; each fixture gets a database of its own.</summary>
[SetUpFixture]
public sealed class PostgresServer
{
    private static EmbeddedPostgres? _server;
    private static string _directory = string.Empty;
    private static string _connectionString = string.Empty;
    private static int _databases;

    [OneTimeSetUp]
    public static async Task StartAsync()
    {
        _directory = Directory.CreateTempSubdirectory("accounts-tests-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            // The server's user must be able to pass, since the tests may run as root.
            File.SetUnixFileMode(_directory, File.GetUnixFileMode(_directory) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }

        _server = new EmbeddedPostgres(new EmbeddedOptions { DataDirectory = Path.Combine(_directory, "data") }, NullLogger.Instance);
        _connectionString = await _server.StartAsync(CancellationToken.None);
    }

    [OneTimeTearDown]
    public static async Task StopAsync()
    {
        if (_server is not null)
        {
            await _server.StopAsync(CancellationToken.None);
            _server.Dispose();
        }

        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>Makes an empty database.</summary>
    /// <returns>Its connection string.</returns>
    public static async Task<string> NewDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _databases)}");
        await ExecuteAsync(_connectionString, $"create database {name}");
        return new NpgsqlConnectionStringBuilder(_connectionString) { Database = name, MaxPoolSize = 40 }.ConnectionString;
    }

    /// <summary>Runs a statement.</summary>
    public static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
