using Altcraft.Accounts.Infrastructure.Database;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Altcraft.Accounts.IntegrationTests.Operation;

/// <summary>What the service relies on in its sessions does not depend on the database's defaults (contract, section 11).</summary>
[TestFixture, Parallelizable]
public sealed class SessionSettingsTests
{
    private static readonly (string Name, string Hostile, string Needed)[] Settings =
    [
        ("DateStyle", "'German, DMY'", "ISO, MDY"),
        ("TimeZone", "'Asia/Tokyo'", "UTC"),
        ("synchronous_commit", "off", "on"),
        ("default_transaction_isolation", "'serializable'", "read committed"),
        ("idle_session_timeout", "'3s'", "0"),
        ("statement_timeout", "'1h'", "5s"),
        ("lock_timeout", "'1h'", "5s"),
    ];

    [Test]
    public async Task Sessions_WhenTheDatabaseHasOtherDefaults_HaveWhatTheServiceNeeds()
    {
        var database = await PostgresServer.NewDatabaseAsync();
        var name = new NpgsqlConnectionStringBuilder(database).Database;
        await PostgresServer.ExecuteAsync(
            database, string.Join(';', Settings.Select(setting => $"alter database {name} set {setting.Name} = {setting.Hostile}")));
        await using var api = await ApiHost.StartAsync(database);
        var source = api.Services.GetRequiredService<NpgsqlDataSource>();

        foreach (var (setting, _, needed) in Settings)
        {
            await using var show = source.CreateCommand("show " + setting);
            Assert.That(await show.ExecuteScalarAsync(), Is.EqualTo(needed), setting);
        }
    }

    [Test]
    public async Task SessionsOfBatches_WhenOpened_PlanTheirStatementsOnce()
    {
        await using var api = await ApiHost.StartAsync(await PostgresServer.NewDatabaseAsync());
        var sources = api.Services.GetRequiredService<DataSources>();

        Assert.That(
            await Task.WhenAll(new[] { sources.Creates, sources.Updates, sources.Gets, sources.Requests }.Select(ModeAsync)),
            Is.EqualTo(new[] { "force_generic_plan", "force_generic_plan", "force_generic_plan", "auto" }));

        static async Task<object?> ModeAsync(NpgsqlDataSource source)
        {
            await using var show = source.CreateCommand("show plan_cache_mode");
            return await show.ExecuteScalarAsync();
        }
    }
}
