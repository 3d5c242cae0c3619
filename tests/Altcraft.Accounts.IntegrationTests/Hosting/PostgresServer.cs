using System.Globalization;
using Altcraft.Accounts.IntegrationTests.Reliability;
using Faults;
using Npgsql;

namespace Altcraft.Accounts.IntegrationTests;

/// <summary>
/// The one PostgreSQL all tests over HTTP share: real, private, started here, unless there is a <see cref="CitusServer"/>; each fixture gets a
/// database of its own.
/// </summary>
[SetUpFixture]
public sealed class PostgresServer
{
    private static PostgresCluster? _server;
    private static int _databases;

    [OneTimeSetUp]
    public static async Task StartAsync()
    {
        TestRun.Begin();
        if (CitusServer.Coordinator is not null)
        {
            return;
        }

        _server = new PostgresCluster(OwnDatabase.NewDirectory());
        await _server.CreateAsync();

        // Nothing here outlives a crash of the machine. Several fixtures at once have many connections.
        await _server.StartAsync("fsync=off", "full_page_writes=off", "max_connections=400");
    }

    [OneTimeTearDown]
    public static async Task StopAsync()
    {
        await CitusServer.DropAsync();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    /// <summary>Makes a database: an empty one, or a copy.</summary>
    /// <param name="original">The database that is copied, which nobody is connected to.</param>
    /// <returns>Its connection string.</returns>
    public static async Task<string> NewDatabaseAsync(string? original = null)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _databases)}");
        if (CitusServer.Coordinator is not null)
        {
            return await CitusServer.NewDatabaseAsync(name);
        }

        await ExecuteAsync(_server!.ConnectionString("postgres"), $"create database {name} template {original ?? "template1"}");
        return new NpgsqlConnectionStringBuilder(_server.ConnectionString(name)) { MaxPoolSize = 40 }.ConnectionString;
    }

    /// <summary>Runs a statement.</summary>
    public static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
