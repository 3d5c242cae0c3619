using System.Text.Json.Nodes;
using Altcraft.Accounts.Infrastructure.Audit;
using Altcraft.Accounts.IntegrationTests.Mail;
using Microsoft.Extensions.DependencyInjection;
using SmtpServer.Protocol;

namespace Altcraft.Accounts.IntegrationTests.Replicas;

/// <summary>
/// The service behind a real PgBouncer in transaction mode (<c>Database:Pooler=transaction</c>), with fewer connections than clients: every
/// transaction has another session, so nothing may be kept in one.
/// </summary>
[TestFixture]
internal sealed class PgBouncerTests
{
    private const int Connections = 4;

    private static readonly (string Key, string Value)[] Settings = [("Database:Pooler", "transaction"), ("Bootstrap:ExampleData", "true")];

    private static int _names;

    private PgBouncer _bouncer = null!;
    private ApiHost[] _replicas = [];

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _bouncer = await PgBouncer.StartAsync(await PostgresServer.NewDatabaseAsync(), Connections);

        // Both migrate an empty database at once, through PgBouncer.
        _replicas = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => ApiHost.StartAsync(_bouncer.ConnectionString, settings: Settings)));
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        foreach (var replica in _replicas)
        {
            await replica.DisposeAsync();
        }

        await _bouncer.DisposeAsync();
    }

    [Test]
    public async Task Requests_OfManyClientsAtOnce_AreCarriedOutWithFewConnections()
    {
        var before = await _replicas[0].ScalarAsync<long>("select count(*) from accounts");

        await Task.WhenAll(Enumerable.Range(0, 32).Select(UseAsync));

        Assert.That(await _replicas[0].ScalarAsync<long>("select count(*) from accounts") - before, Is.EqualTo(32 * 4));
        Assert.That(await _replicas[0].ScalarAsync<long>("select sum(accounts)::bigint from account_counts"), Is.EqualTo(before + (32 * 3)), "one of four was deleted");
        Assert.That(await _bouncer.CountServerConnectionsAsync(), Is.InRange(1, Connections));
        Assert.That(_replicas.SelectMany(replica => replica.Log).Where(line => line.StartsWith("Error", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task IdempotencyKey_OfManyAtOnce_IsCarriedOutOnceAndLeavesNoLock()
    {
        var call = new Call { Text = NewAccount().ToJsonString(), Headers = [("Idempotency-Key", "only-once")] };

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => call.AnswerAsync(Client(i))));

        Assert.That(answers.Select(answer => answer.Error), Is.All.AnyOf(0, 409));
        var ids = answers.Where(answer => answer.Error == 0).Select(answer => answer.SavedId).Distinct().ToList();
        Assert.That(ids, Has.Count.EqualTo(1));
        Assert.That((await call.AnswerAsync(Client(0))).SavedId, Is.EqualTo(ids[0]), "the claim was let go");
    }

    [Test]
    public async Task Limits_OfStatements_ArePgBouncersToSet()
    {
        Assert.That(await _replicas[0].ScalarAsync<string>("show statement_timeout"), Is.EqualTo("5s"));
        Assert.That(await _replicas[0].ScalarAsync<string>("show lock_timeout"), Is.EqualTo("5s"));
    }

    [Test]
    public async Task Maintenance_OfTheJournal_WorksAndLeavesNoLock()
    {
        var maintenance = _replicas[0].Services.GetRequiredService<JournalMaintenance>();

        Assert.That(await maintenance.RunAsync(CancellationToken.None), Is.True);
        Assert.That(
            await _replicas[0].ScalarAsync<long>("select count(*) from pg_inherits where inhparent = 'audit_entries'::regclass"),
            Is.GreaterThanOrEqualTo(4),
            "the default one, this month's and two ahead");

        // A lock of a session would now stay with a connection of the pool.
        Assert.That(await _replicas[0].ScalarAsync<long>("select count(*) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())"), Is.Zero);
    }

    [Test]
    public async Task WelcomeMails_OfTwoReplicas_AreSentOnceEach()
    {
        var account = (await DoAsync(0, "accounts/save", NewAccount())).SavedId;
        await _replicas[0].ExecuteAsync($"""
            insert into account_users (account_id, name, name_key, email, lang, active, master, search_key)
                select {account}, 'u' || i, 'u' || i, 'u' || i || '@example.com', 'EN', true, false, '' from generate_series(1, 20) i;
            insert into welcome_mails (account_id, name_key, request_id) select account_id, name_key, 'r' from account_users
            """);
        await using var server = new TestMailServer().Start();
        server.OnRecipient = address => address.StartsWith("u7@", StringComparison.Ordinal) ? new SmtpResponse(SmtpReplyCode.MailboxUnavailable, "no") : null;

        await Task.WhenAll(_replicas.Select(replica =>
            WelcomeMailTest.Sender(WelcomeMailTest.To(server.Port), replica).RunAsync(CancellationToken.None)));

        Assert.That(server.Received.Select(mail => mail.To), Is.Unique.And.Exactly(19).Items);
        Assert.That(await _replicas[0].ScalarAsync<string>("select string_agg(name_key, ',') from welcome_mails where last_error is not null"), Is.EqualTo("u7"));
        Assert.That(_replicas.SelectMany(replica => replica.Log).Where(line => line.StartsWith("Error", StringComparison.Ordinal)), Is.Empty);
    }

    // Each statement of the hot path more often than it would take to be prepared, and in sessions that never saw it before.
    private async Task UseAsync(int client)
    {
        for (var round = 0; round < 4; round++)
        {
            var account = NewAccount();
            var id = (await DoAsync(client, "accounts/save", account)).SavedId;
            account["id"] = id;
            account["title"] = $"Changed by {client}";
            await DoAsync(client + 1, "accounts/save", account);
            await DoAsync(client, "accounts/save", account, ("Idempotency-Key", $"{client}-{round}"));
            await DoAsync(client + 1, "accounts/save", account, ("Idempotency-Key", $"{client}-{round}"));
            account["validate_only"] = true;
            await DoAsync(client, "accounts/save", account);
            var read = await DoAsync(client + 1, "accounts/get", new JsonObject { ["id"] = id });
            Assert.That(read.Data!["account"]!["title"]!.ToString(), Is.EqualTo($"Changed by {client}"));
            await DoAsync(client, "accounts/get", new JsonObject { ["name"] = account["name"]!.ToString() });
            var found = await DoAsync(client, "accounts/list", new JsonObject { ["search"] = account["name"]!.ToString() });
            Assert.That(found.Items, Has.Count.EqualTo(1));
            await DoAsync(client, "accounts/list", new JsonObject { ["limit"] = 10 });
            if (round == 0)
            {
                await DoAsync(client, "tariffs/save", new JsonObject { ["name"] = $"tariff {client}" });
                await DoAsync(client, "accounts/delete", new JsonObject { ["id"] = id });
                await DoAsync(client, "audit/list", new JsonObject { ["object_type"] = "account", ["object_id"] = id });
            }
        }
    }

    private async Task<Answer> DoAsync(int client, string path, JsonObject parameters, params (string Name, string Value)[] headers)
    {
        var answer = await new Call(path) { Text = parameters.ToJsonString(), Headers = headers }.AnswerAsync(Client(client));
        Assert.That(answer.Error, Is.Zero, $"{path}: {answer.Body}");
        return answer;
    }

    private HttpClient Client(int number) => _replicas[number % _replicas.Length].Client;

    private static JsonObject NewAccount() => new()
    {
        ["name"] = $"pooled-{Interlocked.Increment(ref _names):D4}",
        ["title"] = "A title",
        ["tz"] = "Europe/Moscow",
        ["tariff"] = "example tariff",
        ["external_data_connectors"] = new JsonArray(1, 2),
        ["reports_day"] = 1,
        ["reports_hour"] = 9,
    };
}
