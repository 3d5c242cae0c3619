using System.Runtime.Versioning;
using Altcraft.Accounts.Infrastructure.Embedded;
using Altcraft.Accounts.Infrastructure.Migrations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Altcraft.Accounts.IntegrationTests.Embedded;

/// <summary>A start that is stopped midway leaves nothing running (decision 0028). <c>scripts/stop-check</c> does it to whole processes.</summary>
[UnsupportedOSPlatform("windows")]
[Parallelizable(ParallelScope.All)]
internal sealed class StoppedStartTests
{
    [Test]
    public async Task Start_WhenStoppedAtAnyMoment_LeavesNoProcess()
    {
        await using var directory = new EmbeddedDirectory();
        var first = directory.NewService();
        await first.StartAsync(CancellationToken.None);
        await first.StopAsync(CancellationToken.None);

        for (var moment = 5; moment < 120; moment += 15)
        {
            await StopAfterAsync(directory, TimeSpan.FromMilliseconds(moment));

            Assert.That(directory.Processes(), Is.Empty, $"after {moment} ms");
        }
    }

    [Test]
    public async Task Creation_WhenStoppedAtAnyMoment_LeavesNoProcessAndNoDirectory()
    {
        await using var directory = new EmbeddedDirectory();
        foreach (var moment in new[] { 100, 250, 500 })
        {
            await StopAfterAsync(directory, TimeSpan.FromMilliseconds(moment));

            Assert.That(directory.Processes(), Is.Empty, $"after {moment} ms");
            Assert.That(Directory.GetDirectories(directory.Path, "server.new-*"), Is.Empty, $"after {moment} ms");
        }
    }

    // The script waits for another transaction that makes the same table.
    [Test]
    public async Task Migration_WhenStoppedInTheMiddleOfAStatement_EndsIt()
    {
        var connectionString = await PostgresServer.NewDatabaseAsync() + ";Pooling=false;Command Timeout=0";
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand("create table tariffs ()", connection, transaction);
        await hold.ExecuteNonQueryAsync();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Accounts", connectionString)]).Build();
        using var embedded = new EmbeddedDatabase(configuration, Options.Create(new EmbeddedOptions()), NullLogger<EmbeddedPostgres>.Instance);
        var initialData = new InitialData(database, Options.Create(new BootstrapOptions()), embedded, NullLogger<InitialData>.Instance);
        using var stop = new CancellationTokenSource();

        var migration = new SchemaMigrator(database, initialData, NullLogger<SchemaMigrator>.Instance).MigrateAsync(stop.Token);
        Assert.That(async () => await CountWaitingAsync(database), Is.EqualTo(1).After(10_000, 20));
        await stop.CancelAsync();

        Assert.That(async () => await migration.WaitAsync(TimeSpan.FromSeconds(10)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await CountWaitingAsync(database), Is.Zero);
    }

    private static async Task<long> CountWaitingAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand(
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task StopAfterAsync(EmbeddedDirectory directory, TimeSpan moment)
    {
        using var stop = new CancellationTokenSource(moment);
        var service = directory.NewService();
        try
        {
            await service.StartAsync(stop.Token);
        }
        catch (OperationCanceledException)
        {
            // In time.
        }

        await service.StopAsync(CancellationToken.None);
    }
}
