using System.Collections.Concurrent;
using System.Globalization;
using Altcraft.Accounts.IntegrationTests.Docs;
using Npgsql;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Altcraft.Accounts.IntegrationTests;

/// <summary>
/// The Citus that <c>ACCOUNTS_TEST_CITUS</c> names, by the connection string of its coordinator, whose database knows the workers; its role may
/// create databases on all of them. The tests then use it in place of a server of their own. <c>ACCOUNTS_TEST_CITUS_JOURNAL=distributed</c>
/// distributes the journal of each fixture's database. <c>scripts/citus-check</c> sets both.
/// </summary>
internal static class CitusServer
{
    private static readonly ConcurrentDictionary<string, string> Databases = [];

    // To add a worker writes the roles there, which all databases share: "tuple concurrently updated" when two do it at once.
    private static readonly SemaphoreSlim Adding = new(1);

    /// <summary>The connection string of the coordinator; <see langword="null"/> without Citus.</summary>
    public static string? Coordinator { get; } = Environment.GetEnvironmentVariable("ACCOUNTS_TEST_CITUS") is { Length: > 0 } given ? given : null;

    /// <summary>Whether every fixture has its journal on the workers.</summary>
    public static bool DistributesJournals { get; } = Environment.GetEnvironmentVariable("ACCOUNTS_TEST_CITUS_JOURNAL") == "distributed";

    /// <summary>Makes a database with the extension, whose tables are then on the coordinator.</summary>
    /// <returns>Its connection string.</returns>
    public static async Task<string> NewDatabaseAsync(string name)
    {
        // Others may test there, too.
        name = string.Create(CultureInfo.InvariantCulture, $"accounts_{Environment.ProcessId}_{name}");
        await CreateAsync(Coordinator!, name);
        return new NpgsqlConnectionStringBuilder(Coordinator) { Database = name, MaxPoolSize = 40 }.ConnectionString;
    }

    /// <summary>Does with a database what deploy/citus/README.md says.</summary>
    /// <returns>The connection string for the service.</returns>
    public static async Task<string> DistributeJournalAsync(string connectionString)
    {
        var coordinator = new NpgsqlConnectionStringBuilder(connectionString);
        var nodes = new List<string> { $"citus_set_coordinator_host('{coordinator.Host}', {coordinator.Port})" };
        await using (var source = NpgsqlDataSource.Create(Coordinator!))
        await using (var command = source.CreateCommand("select node_name, node_port from citus_get_active_worker_nodes()"))
        await using (var workers = await command.ExecuteReaderAsync())
        {
            while (await workers.ReadAsync())
            {
                var worker = new NpgsqlConnectionStringBuilder(Coordinator) { Host = workers.GetString(0), Port = (int)workers.GetInt64(1) };
                await CreateAsync(worker.ConnectionString, coordinator.Database!);
                nodes.Add($"citus_add_node('{worker.Host}', {worker.Port})");
            }
        }

        await Adding.WaitAsync();
        try
        {
            foreach (var node in nodes)
            {
                await PostgresServer.ExecuteAsync(connectionString, $"select {node}");
            }
        }
        finally
        {
            Adding.Release();
        }

        await RunScriptAsync(connectionString);
        coordinator.Options = "-c plan_cache_mode=auto";
        return coordinator.ConnectionString;
    }

    /// <summary>Runs the operator's script.</summary>
    public static async Task RunScriptAsync(string connectionString) => await PostgresServer.ExecuteAsync(
        connectionString, await File.ReadAllTextAsync(Path.Combine(DocumentedCommand.Root, "deploy/citus/distribute-journal.sql")));

    /// <summary>Drops what was made.</summary>
    public static async Task DropAsync()
    {
        // Of a coordinator before those of its workers, which it is connected to.
        foreach (var (database, server) in Databases.OrderBy(made => made.Value != Coordinator))
        {
            await PostgresServer.ExecuteAsync(server, $"drop database if exists {database.Split(' ')[0]} with (force)");
        }
    }

    private static async Task CreateAsync(string server, string name)
    {
        await PostgresServer.ExecuteAsync(server, $"create database {name}");
        Databases[$"{name} {Databases.Count}"] = server;
        await PostgresServer.ExecuteAsync(new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString, "create extension citus");
    }
}

/// <summary>Tests that need a <see cref="CitusServer"/>, of the category Citus. Without one they are skipped.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class NeedsCitusAttribute : NUnitAttribute, IApplyToTest
{
    public void ApplyToTest(Test test)
    {
        test.Properties.Add(PropertyNames.Category, "Citus");
        if (CitusServer.Coordinator is null)
        {
            test.RunState = RunState.Ignored;
            test.Properties.Set(
                PropertyNames.SkipReason, "ACCOUNTS_TEST_CITUS names no coordinator of Citus: scripts/citus-check starts one and runs these tests.");
        }
    }
}
