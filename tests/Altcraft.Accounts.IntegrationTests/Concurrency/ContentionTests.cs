using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Concurrency;

/// <summary>
/// 64 clients, JSON and XML in turn, want what only one can have: one name, the last places of a tariff, one version, one
/// Idempotency-Key (contract, sections 5 and 10). As many win as can; the others are told why; nothing is done by halves.
/// </summary>
[TestFixture]
public sealed class ContentionTests : ApiTest
{
    private const int Clients = 64;

    [Test]
    public async Task Name_WhenAllWantIt_GoesToOne()
    {
        var name = NewName("Wanted");

        // Ever other spelling, and a part of them by giving an account of theirs another name, or a deleted one its place back.
        var own = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => CreateAccountAsync()));
        var deleted = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => CreateAccountAsync()));
        foreach (var id in deleted)
        {
            await DoAsync("accounts/delete", WithId(id));
        }

        var answers = await AllAsync((i, wire) => i switch
        {
            < 16 => SendAsync("accounts/save", NewAccount(("id", own[i]), ("name", name.ToUpperInvariant())), wire),
            < 24 => SendAsync("accounts/restore", new JsonObject { ["id"] = deleted[i - 16], ["name"] = name }, wire),
            _ => SendAsync("accounts/save", NewAccount(("name", i % 3 == 0 ? name.ToLowerInvariant() : name), ("external_data_connectors", new JsonArray(1, 2))), wire),
        });

        RequireWinners(answers, 1, 409);
        Assert.That(answers.Where(answer => answer.Error == 409).SelectMany(answer => answer.Errors).Select(error => (error.Field, error.Code)), Is.All.EqualTo(("name", "taken")));
        var winner = answers.Single(answer => answer.Error == 0).SavedId;
        var key = name.ToLowerInvariant();
        Assert.That(await Api.ScalarAsync<long>($"select id from accounts where name_key = '{key}' and deleted_at is null"), Is.EqualTo(winner));
        await RequireNothingByHalvesAsync();
    }

    [TestCase(1)]
    [TestCase(10)]
    public async Task Places_WhenAllWantThem_GoToAsManyAsThereAre(int max)
    {
        var tariff = (await DoAsync("tariffs/save", new JsonObject { ["name"] = NewName("tariff"), ["max_accounts"] = max })).SavedId;
        var moving = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => CreateAccountAsync()));
        var idle = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => CreateAccountAsync()));
        foreach (var id in idle)
        {
            await DoAsync("accounts/deactivate", WithId(id));
            await Api.ExecuteAsync($"update accounts set tariff_id = {tariff} where id = {id}");
        }

        var answers = await AllAsync((i, wire) => i switch
        {
            < 16 => SendAsync("accounts/save", NewAccount(("id", moving[i]), ("tariff", tariff)), wire),
            < 32 => SendAsync("accounts/activate", WithId(idle[i - 16]), wire),
            _ => SendAsync("accounts/save", NewAccount(("tariff", tariff)), wire),
        });

        RequireWinners(answers, max, 402);
        Assert.That(
            await Api.ScalarAsync<long>($"select count(*) from accounts where tariff_id = {tariff} and is_active and deleted_at is null"),
            Is.EqualTo(max));
        await RequireNothingByHalvesAsync();
    }

    [Test]
    public async Task Version_WhenAllHaveReadIt_IsChangedByOne()
    {
        var name = NewName();
        var id = await CreateAccountAsync(("name", name));

        var answers = await AllAsync((i, wire) => SendAsync(
            "accounts/save",
            NewAccount(("id", id), ("name", name), ("version", 1), ("title", $"Title {i}"), ("external_data_connectors", new JsonArray(1 + (i % 4)))),
            wire));

        RequireWinners(answers, 1, 409);
        Assert.That(answers.Where(answer => answer.Error == 409).SelectMany(answer => answer.Errors).Select(error => (error.Field, error.Code)), Is.All.EqualTo(("version", "stale_version")));
        var won = answers.ToList().FindIndex(answer => answer.Error == 0);
        Assert.That(await Api.ScalarAsync<string>($"select title from accounts where id = {id} and version = 2"), Is.EqualTo($"Title {won}"));
        Assert.That(
            await Api.ScalarAsync<long>($"select connector_id from account_external_data_connectors where account_id = {id}"),
            Is.EqualTo(1 + (won % 4)));
        await RequireNothingByHalvesAsync();
    }

    [Test]
    public async Task Key_WhenAllSendIt_IsCarriedOutOnce()
    {
        var key = NewName("key");
        var parameters = NewAccount(("external_data_connectors", new JsonArray(1, 2)));

        var answers = await AllAsync((_, wire) => SendAsync("accounts/save", parameters.DeepClone(), wire, ("Idempotency-Key", key)));

        Assert.That(answers.Select(answer => answer.Error), Is.All.AnyOf(0, 409), string.Join('\n', answers.Select(answer => answer.Body).Distinct()));
        Assert.That(answers.Where(answer => answer.Error == 409).Select(answer => answer.Headers.RetryAfter?.ToString()), Is.All.EqualTo("1"));
        var done = answers.Where(answer => answer.Error == 0).ToList();
        Assert.That(done.Count(answer => !answer.Headers.Contains("Idempotency-Replayed")), Is.EqualTo(1));
        Assert.That(done.Select(answer => answer.SavedId).Distinct().Count(), Is.EqualTo(1));
        Assert.That(await CountAccountsAsync(parameters["name"]!.ToString()), Is.EqualTo(1));
        await RequireNothingByHalvesAsync();
    }

    private static Task<Answer[]> AllAsync(Func<int, Wire, Task<Answer>> send) =>
        Task.WhenAll(Enumerable.Range(0, Clients).Select(i => Task.Run(() => send(i, (Wire)(i % 2)))));

    private static void RequireWinners(IReadOnlyCollection<Answer> answers, int winners, int othersAreTold)
    {
        var others = string.Join('\n', answers.Where(answer => answer.Error != 0).Select(answer => answer.Body).Distinct());
        Assert.That(answers.Count(answer => answer.Error == 0), Is.EqualTo(winners), others);
        Assert.That(answers.Count(answer => answer.Error == othersAreTold && (int)answer.Status == othersAreTold), Is.EqualTo(Clients - winners), others);
    }

    // Each version of an account has one entry in the journal, and each account made with connectors has them.
    private async Task RequireNothingByHalvesAsync()
    {
        Assert.That(
            await Api.ScalarAsync<long>("""
                select count(*) from accounts a
                where a.version <> (select count(*) from audit_entries e where e.object_type = 'account' and e.object_id = a.id)
                """),
            Is.Zero);
        Assert.That(
            await Api.ScalarAsync<long>("""
                select count(*) from audit_entries e
                where e.object_type = 'account' and not exists (select from accounts a where a.id = e.object_id)
                """),
            Is.Zero);
        Assert.That(
            await Api.ScalarAsync<long>("""
                select count(*) from audit_entries e, jsonb_array_elements(e.changes) change
                where e.action = 'account.create' and change ->> 'field' = 'external_data_connectors'
                  and jsonb_array_length(change -> 'new') <> (select count(*) from account_external_data_connectors c where c.account_id = e.object_id)
                  and not exists (select from audit_entries u where u.object_id = e.object_id and u.action = 'account.update')
                """),
            Is.Zero);
        Assert.That(Api.Log.Where(line => line.StartsWith("Error", StringComparison.Ordinal)), Is.Empty);
        Assert.That(
            await Api.ScalarAsync<long>("select deadlocks from pg_stat_database where datname = current_database()"), Is.Zero, "deadlocks");
    }
}
