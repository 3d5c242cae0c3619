using System.Text.Json.Nodes;
using Npgsql;

namespace Altcraft.Accounts.IntegrationTests.Accounts;

/// <summary>
/// Creates and updates that wait are stored together (decision 0003). Nobody may notice: each request keeps its own answer, error,
/// version, audit record and request id, whatever its neighbours in the batch ask for.
/// </summary>
[TestFixture]
public sealed class BatchedWriteTests : ApiTest
{
    private const int Many = 40;

    [Test]
    public async Task Save_WhenManyCreatesWait_EachIsStoredOnceWithItsPartsAndItsEntry([Values] Wire wire)
    {
        var requests = Enumerable.Range(0, Many)
            .Select(i => (Id: NewName("request"), Body: NewAccount(("title", $"Title {i}"), ("external_data_connectors", new JsonArray(4, 1 + (i % 3))))))
            .ToList();

        var answers = await AllAtOnceAsync(requests.Select(request =>
            (Func<Task<Answer>>)(() => SendAsync("accounts/save", request.Body, wire, ("X-Request-Id", request.Id)))));

        Assert.That(answers.Select(answer => answer.Error), Is.All.Zero);
        Assert.That(answers.Select(answer => answer.SavedId), Is.Unique);
        for (var i = 0; i < Many; i++)
        {
            var account = (await GetAccountAsync(answers[i].SavedId))["account"]!;
            Assert.That(account["title"]!.ToString(), Is.EqualTo($"Title {i}"));
            Assert.That(account["external_data_connectors"]!.ToJsonString(), Is.EqualTo($"[4,{1 + (i % 3)}]"));
            Assert.That(await EntriesAsync(requests[i].Id, answers[i].SavedId), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task Save_WhenABatchHoldsWhatMustFail_OnlyThatFailsAndWithItsOwnAnswer()
    {
        var taken = NewName();
        await CreateAccountAsync(("name", taken));
        var limited = await SaveTariffAsync(maxAccounts: 2);
        var (doomedTariff, doomedConnector) = (await SaveTariffAsync(maxAccounts: null), await SaveConnectorAsync());
        await WarmCacheAsync(doomedTariff, doomedConnector);
        var twin = NewName("twin");
        var bodies = new List<(string Kind, JsonObject Body)>();
        for (var i = 0; i < 6; i++)
        {
            bodies.Add(("good", NewAccount()));
            bodies.Add(("taken", NewAccount(("name", taken.ToUpperInvariant()))));
            bodies.Add(("twin", NewAccount(("name", twin))));
            bodies.Add(("limited", NewAccount(("tariff", limited))));
            bodies.Add(("tariff gone", NewAccount(("tariff", doomedTariff))));
            bodies.Add(("connector gone", NewAccount(("external_data_connectors", new JsonArray(1, doomedConnector)))));
        }

        // Deleted behind the back of the cache, as another replica would: the look-ups of these requests still find them.
        await Api.ExecuteAsync($"delete from accounts where tariff_id = {doomedTariff}; delete from tariffs where id = {doomedTariff}");
        await Api.ExecuteAsync($"""
            delete from account_external_data_connectors where connector_id = {doomedConnector};
            delete from external_data_connectors where id = {doomedConnector}
            """);
        var before = await Api.ScalarAsync<long>("select count(*) from accounts");
        var answers = await AllAtOnceAsync(bodies.Select(body => (Func<Task<Answer>>)(() => SendAsync("accounts/save", body.Body))));

        int[] Of(string kind) => [.. bodies.Select((body, i) => (body.Kind, answers[i].Error)).Where(pair => pair.Kind == kind).Select(pair => pair.Error).Order()];
        Assert.Multiple(() =>
        {
            Assert.That(Of("good"), Is.EqualTo(new[] { 0, 0, 0, 0, 0, 0 }));
            Assert.That(Of("taken"), Is.EqualTo(new[] { 409, 409, 409, 409, 409, 409 }));
            Assert.That(Of("twin"), Is.EqualTo(new[] { 0, 409, 409, 409, 409, 409 }));
            Assert.That(Of("limited"), Is.EqualTo(new[] { 0, 0, 402, 402, 402, 402 }));
            Assert.That(Of("tariff gone"), Is.EqualTo(new[] { 400, 400, 400, 400, 400, 400 }));
            Assert.That(Of("connector gone"), Is.EqualTo(new[] { 400, 400, 400, 400, 400, 400 }));
        });
        Assert.That(await Api.ScalarAsync<long>("select count(*) from accounts"), Is.EqualTo(before + 6 + 1 + 2));
        Assert.That(await Api.ScalarAsync<long>("""
            select count(*) from accounts a where (select count(*) from audit_entries e where e.object_type = 'account' and e.object_id = a.id) <> 1
            """), Is.Zero);
    }

    [Test]
    public async Task Save_WhenManyUpdatesWait_EachIsStoredOnceAndTwoOfOneAccountBothCount()
    {
        var ids = new List<long>();
        for (var i = 0; i < 10; i++)
        {
            ids.Add(await CreateAccountAsync(("external_data_connectors", new JsonArray(1, 2))));
        }

        // Each account twice at once, in one field each: neither change may swallow the other.
        var changes = ids.SelectMany(id => new[] { ("enable_push", id), ("enable_pixel", id) }).ToList();
        var names = new Dictionary<long, JsonNode>();
        foreach (var id in ids)
        {
            names[id] = (await GetAccountAsync(id))["account"]!;
        }

        var answers = await AllAtOnceAsync(changes.Select(change => (Func<Task<Answer>>)(() =>
            SendAsync("accounts/save", NewAccount(("id", change.Item2), ("name", names[change.Item2]["name"]!.ToString()), (change.Item1, true))))));

        Assert.That(answers.Select(answer => answer.Error), Is.All.Zero);
        foreach (var id in ids)
        {
            var account = (await GetAccountAsync(id))["account"]!;
            Assert.That(account["enable_push"]!.GetValue<bool>(), Is.True);
            Assert.That(account["enable_pixel"]!.GetValue<bool>(), Is.True);
            Assert.That(account["external_data_connectors"]!.ToJsonString(), Is.EqualTo("[1,2]"));
            Assert.That(account["version"]!.GetValue<int>(), Is.EqualTo(3));
            Assert.That(await Api.ScalarAsync<long>($"select count(*) from audit_entries where object_type = 'account' and object_id = {id}"), Is.EqualTo(3));
        }
    }

    // Names, tariffs and connectors change in batches, too; one that a constraint refuses is told so, and the others are stored.
    [Test]
    public async Task Save_WhenManyUpdatesOfEveryKindWait_OnlyWhatMustFailFails()
    {
        var taken = NewName("taken");
        await CreateAccountAsync(("name", taken));
        var (unlimited, full) = (await SaveTariffAsync(maxAccounts: null), await SaveTariffAsync(maxAccounts: 0));
        var ids = new List<long>();
        for (var i = 0; i < 16; i++)
        {
            ids.Add(await CreateAccountAsync(("external_data_connectors", new JsonArray(1, 2, 3))));
        }


        var answers = await AllAtOnceAsync(ids.Select((id, i) => (Func<Task<Answer>>)(() => SendAsync("accounts/save", NewAccount(
            ("id", id),
            ("name", i == 5 ? taken : NewName("renamed")),
            ("tariff", i switch { 7 => full, 8 => unlimited, _ => "example tariff" }),
            ("external_data_connectors", i % 2 == 0 ? new JsonArray(3, 4, 1) : new JsonArray()))))));

        for (var i = 0; i < ids.Count; i++)
        {
            var account = (await GetAccountAsync(ids[i]))["account"]!;
            var error = i switch { 5 => 409, 7 => 402, _ => 0 };
            Assert.That(answers[i].Error, Is.EqualTo(error), answers[i].Body);
            Assert.That(account["version"]!.GetValue<int>(), Is.EqualTo(error == 0 ? 2 : 1));
            Assert.That(account["external_data_connectors"]!.ToJsonString(), Is.EqualTo(error != 0 ? "[1,2,3]" : i % 2 == 0 ? "[3,4,1]" : "[]"));
        }

        Assert.That((await GetAccountAsync(ids[8]))["account"]!["tariff"]!.GetValue<long>(), Is.EqualTo(unlimited));

    }

    [Test]
    public async Task Save_WhenSomebodyHasAnAccountLocked_OthersDoNotWaitWithIt()
    {
        var (held, free) = (NewAccount(), NewAccount());
        held["id"] = (await DoAsync("accounts/save", held)).SavedId;
        free["id"] = (await DoAsync("accounts/save", free)).SavedId;
        (held["title"], free["title"]) = ("Another", "Another");
        await using var connection = await Api.Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand($"select from accounts where id = {held["id"]} for update", connection);
        await hold.ExecuteNonQueryAsync();

        var waiting = SendAsync("accounts/save", held);
        await Hold.WaitForAsync(Api.Database, 1);
        var others = Enumerable.Range(0, 8).Select(i => SendAsync("accounts/save", i == 0 ? free : NewAccount())).ToList();

        Assert.That((await Task.WhenAll(others).WaitAsync(TimeSpan.FromSeconds(3))).Select(answer => answer.Error), Is.All.Zero);
        Assert.That(waiting.IsCompleted, Is.False);
        await transaction.CommitAsync();
        Assert.That((await waiting).Error, Is.Zero);
    }

    [Test]
    public async Task Save_WhenACallerGivesUpInTheQueue_NothingOfItIsStored()
    {
        var abandoned = NewName("abandoned");
        using var client = new HttpClient { BaseAddress = Api.Address };
        using var giveUp = new CancellationTokenSource();
        await using var connection = await Api.Database.OpenConnectionAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await HoldWritesAsync(connection);
            // Until both writers are busy: the second one is, at the latest, when the first has become slow.
            var first = new List<Task<Answer>> { SendAsync("accounts/save", NewAccount()) };
            await WaitUntilWritesWaitAsync(1);
            await Task.Delay(100);
            first.Add(SendAsync("accounts/save", NewAccount()));
            await WaitUntilWritesWaitAsync(2);
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1.1/admin/accounts/save") { Headers = { Authorization = new("Bearer", ApiHost.AdminToken) } };
            request.Content = new StringContent(NewAccount(("name", abandoned)).ToJsonString(), System.Text.Encoding.UTF8, "application/json");
            var waiting = client.SendAsync(request, giveUp.Token);
            giveUp.CancelAfter(300);
            Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());
            // The service hears of the closed connection a moment later.
            await Task.Delay(300);
            await transaction.CommitAsync();
            Assert.That((await Task.WhenAll(first)).Select(answer => answer.Error), Is.All.Zero);
        }

        Assert.That(await CountAccountsAsync(abandoned), Is.Zero);
    }

    // All of them wait behind a lock until everybody is there, so that the batches are as large as they get.
    private async Task<List<Answer>> AllAtOnceAsync(IEnumerable<Func<Task<Answer>>> requests)
    {
        await using var connection = await Api.Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await HoldWritesAsync(connection);
        var sent = requests.Select(send => send()).ToList();
        await WaitUntilWritesWaitAsync(1);
        await Task.Delay(300);
        await transaction.CommitAsync();
        return [.. await Task.WhenAll(sent)];
    }

    private static async Task HoldWritesAsync(NpgsqlConnection connection)
    {
        await using var hold = new NpgsqlCommand("lock table accounts in exclusive mode", connection);
        await hold.ExecuteNonQueryAsync();
    }

    private async Task WaitUntilWritesWaitAsync(int writes)
    {
        const string Waiting = "select count(*) from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())";
        for (var i = 0; i < 200 && await Api.ScalarAsync<long>(Waiting) < writes; i++)
        {
            await Task.Delay(10);
        }
    }

    private Task<long> EntriesAsync(string requestId, long id) => Api.ScalarAsync<long>(
        $"select count(*) from audit_entries where request_id = '{requestId}' and object_id = {id} and action = 'account.create'");

    private async Task<long> SaveTariffAsync(int? maxAccounts) =>
        (await SendAsync("tariffs/save", new JsonObject { ["name"] = NewName("tariff"), ["max_accounts"] = maxAccounts })).SavedId;

    private async Task<long> SaveConnectorAsync() => (await SendTextAsync(
        "external_data_connectors/save",
        $$"""{"name":"{{NewName("connector")}}","kind":"mysql","host":"a.b","port":1,"database":"db","username":"u","secret_ref":"s"}""",
        Wire.Json,
        ("Authorization", "Bearer " + ApiHost.AdminToken))).SavedId;

    private async Task WarmCacheAsync(long tariff, long connector)
    {
        var ids = new[]
        {
            await CreateAccountAsync(("tariff", tariff)),
            await CreateAccountAsync(("external_data_connectors", new JsonArray(1, connector))),
        };
        await Api.ExecuteAsync($"""
            delete from account_external_data_connectors where account_id in ({ids[0]}, {ids[1]});
            delete from accounts where id in ({ids[0]}, {ids[1]})
            """);
    }
}
