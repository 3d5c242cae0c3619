using Altcraft.Accounts.Infrastructure.Idempotency;
using Microsoft.Extensions.DependencyInjection;

namespace Altcraft.Accounts.IntegrationTests.Idempotency;

/// <summary>Idempotency-Keys are deleted after 24 hours (contract, section 10).</summary>
[TestFixture, Parallelizable]
public sealed class IdempotencyMaintenanceTests
{
    private const string Keys = """
        insert into idempotency_keys (token_id, path, key, fingerprint, request_id, created_at) values
            (1, 'p', 'old', '', 'r', now() - interval '24 hours 1 second'),
            (1, 'p', 'young', '', 'r', now() - interval '23 hours 59 minutes')
        """;

    [Test]
    public async Task Run_WhenKeysAreOlderThanADay_DeletesThem()
    {
        await using var api = await ApiHost.StartAsync();
        var maintenance = await StopAsync(api);
        await api.ExecuteAsync(Keys);

        Assert.That(await maintenance.RunAsync(CancellationToken.None), Is.True, string.Join('\n', api.Log));

        Assert.That(await api.ScalarAsync<string>("select string_agg(key, ' ') from idempotency_keys"), Is.EqualTo("young"));
    }

    [Test]
    public async Task Start_WhenKeysAreOlderThanADay_DeletesThem()
    {
        await using var before = await ApiHost.StartAsync();
        await StopAsync(before);
        await before.ExecuteAsync(Keys);

        await using var api = await ApiHost.StartAsync(before.ConnectionString);

        Assert.That(async () => await api.ScalarAsync<string>("select string_agg(key, ' ') from idempotency_keys"), Is.EqualTo("young").After(20_000, 20));
    }

    [Test]
    public async Task Run_WhenItFails_LogsWhy()
    {
        await using var api = await ApiHost.StartAsync();
        var maintenance = await StopAsync(api);
        await api.ExecuteAsync("drop table idempotency_keys");

        Assert.That(await maintenance.RunAsync(CancellationToken.None), Is.False);

        Assert.That(api.Log, Has.Some.StartsWith("Error: Maintenance of idempotency_keys failed").And.Contains("does not exist"));
    }

    // Its own run at the start would get in the way.
    private static async Task<IdempotencyMaintenance> StopAsync(ApiHost api)
    {
        var maintenance = api.Services.GetRequiredService<IdempotencyMaintenance>();
        await maintenance.StopAsync(CancellationToken.None);
        return maintenance;
    }
}
