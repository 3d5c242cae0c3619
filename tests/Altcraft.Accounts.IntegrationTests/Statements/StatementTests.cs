using System.Reflection;
using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using Altcraft.Accounts.Api.OpenApi;
using Altcraft.Accounts.Application.Directories;
using Altcraft.Accounts.Domain.Common;
using Altcraft.Accounts.Domain.Directories;
using Altcraft.Accounts.Infrastructure.Jobs;
using Altcraft.Accounts.Infrastructure.Mail;
using Altcraft.Accounts.IntegrationTests.Directories;
using Altcraft.Accounts.IntegrationTests.Embedded;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Altcraft.Accounts.IntegrationTests.Statements;

/// <summary>
/// Every statement that the product has is executed here, and succeeds. The list is made by the code, so a new statement that nobody
/// executes, or with a mistake in it, fails this test, even if what sends it catches the error.
/// </summary>
[TestFixture, NonParallelizable, UnsupportedOSPlatform("windows")]
internal sealed class StatementTests
{
    // Functions of the schema that nothing has called. Those in SQL are not counted when they are part of a statement, and are checked when they
    // are created.
    private const string NotCalled = """
        select coalesce(string_agg(p.proname, ', '), '') from pg_proc p left join pg_stat_user_functions s on s.funcid = p.oid
        where p.pronamespace = 'public'::regnamespace and coalesce(s.calls, 0) = 0
          and p.prolang <> (select oid from pg_language where lanname = 'sql')
          and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
        """;

    // What is past its time.
    private const string OldRecord = """
        insert into audit_entries (at, request_id, action, object_type, object_id, changes)
        values ('2020-02-29Z', 'r', 'test', 'account', 1, '[]')
        """;

    private EmbeddedDirectory _directory = null!;
    private ExecutedStatements _executed = null!;
    private ApiHost _api = null!;

    [OneTimeSetUp]
    public async Task RunEverythingAsync()
    {
        _directory = new EmbeddedDirectory();
        _executed = new ExecutedStatements();
        var database = await _directory.NewService().StartAsync(CancellationToken.None);
        await PostgresServer.ExecuteAsync(database, "alter database accounts set track_functions = 'all'");

        _api = await ApiHost.StartAsync(database, null, [("Bootstrap:ExampleData", "true"), .. AccountUsers.UserTest.WithMail]);
        foreach (var sender in _api.Services.GetServices<IHostedService>().OfType<WelcomeMailSender>())
        {
            // What it does is called below.
            await sender.StopAsync(CancellationToken.None);
        }

        await using var replica = await ApiHost.StartAsync(database);
        foreach (var example in Examples.All())
        {
            if ((string?)example["endpoint"] == "accounts/users/redeem_welcome")
            {
                await _api.ExecuteAsync($"update welcome_mails set code_hash = sha256('{example["request"]!["code"]}'), code_expires_at = now() + interval '1 hour'");
            }

            await DoAsync((string)example["endpoint"]!, example["request"]!.AsObject());
        }

        await UseWhatExamplesDoNotAsync();
        await UseWelcomeMailsAsync();
        foreach (var job in _api.Services.GetServices<IHostedService>().OfType<MaintenanceJob>())
        {
            await job.StopAsync(CancellationToken.None);
            await _api.ExecuteAsync(OldRecord);
            Assert.That(await job.RunAsync(CancellationToken.None), Is.True, string.Join('\n', _api.Log));
        }

        // What only the operator does, and what only happens in sessions that are not the service's.
        await _api.ExecuteAsync("set synchronous_commit = off;" + OldRecord);
        await _api.ExecuteAsync("update accounts set name_key = 'as  a former version' where name = 'statements'");
        await _api.ExecuteAsync("truncate accounts cascade");
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _executed.Dispose();
        await _api.DisposeAsync();
        await _directory.DisposeAsync();
    }

    [Test]
    public void Statements_WhenTheyAreWritten_AreExecuted()
    {
        var literals = WrittenStatements.Literals().ToList();
        var composed = WrittenStatements.Composed(_api.Services).ToList();

        Assert.That(literals, Has.Count.GreaterThan(40));
        Assert.That(composed, Has.Count.GreaterThan(40));
        Assert.That(literals.Concat(composed).Distinct().Where(sql => !_executed.Contain(sql)), Is.Empty);
    }

    [Test]
    public async Task Functions_WhenTheyAreWritten_AreCalled()
    {
        // A session that is open counts its calls ten seconds later.
        await _api.ExecuteAsync("select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");

        Assert.That(async () => await _api.ScalarAsync<string>(NotCalled), Is.Empty.After(20_000, 50));
    }

    private async Task UseWhatExamplesDoNotAsync()
    {
        var account = new JsonObject
        {
            ["name"] = "statements",
            ["title"] = "A title",
            ["tz"] = "UTC",
            ["tariff"] = "Small",
            ["external_data_connectors"] = new JsonArray(1, "Warehouse"),
            ["reports_day"] = 1,
            ["reports_hour"] = 9,
        };
        account["id"] = (await DoAsync("accounts/save", account)).SavedId;
        account["tariff"] = "example tariff";
        await DoAsync("accounts/save", account, ("Idempotency-Key", "statements"));
        account["tariff"] = "Small";
        await DoAsync("accounts/save", account);
        await DoAsync("accounts/list", []);
        await DoAsync("accounts/list", new JsonObject { ["order"] = "desc" });
        await DoAsync("accounts/list", new JsonObject { ["external_data_connector"] = 1 });
        await DoAsync("audit/list", new JsonObject { ["order"] = "desc" });
        await DoAsync("accounts/get", new JsonObject { ["id"] = account["id"]!.DeepClone() });
        await UseAccountUsersAsync(account["id"]!);
        foreach (var area in DirectoryArea.All)
        {
            var item = area.New("statements");
            item["id"] = (await DoAsync(area.Path + "/save", item)).SavedId;
            item["description"] = "Changed";
            await DoAsync(area.Path + "/save", item);
            foreach (var (reference, key) in new[] { (item["id"]!, "id"), (item["name"]!, "name") })
            {
                account[area.Reference!] = reference.DeepClone();
                await DoAsync("accounts/save", account);
                await DoAsync("accounts/save", account, ("Idempotency-Key", area.Path + key));
            }
        }

        foreach (var kind in DirectoryKind.All)
        {
            // Accounts look for several connectors at once and for one of the others, but every table can do both.
            await (Task)GetType().GetMethod(nameof(FindAsync), BindingFlags.NonPublic | BindingFlags.Instance)!.MakeGenericMethod(kind.Item).Invoke(this, [])!;
        }

        var token = await DoAsync("tokens/create", new JsonObject { ["name"] = "statements", ["scopes"] = "*" });
        await DoAsync("tokens/revoke", new JsonObject { ["id"] = token.Data!["id"]!.DeepClone() });
        Assert.That(await _api.Client.GetStringAsync(new Uri("/health/ready", UriKind.Relative)), Is.Not.Empty);
    }

    private async Task UseAccountUsersAsync(JsonNode account)
    {
        var user = new JsonObject { ["account_id"] = account.DeepClone(), ["name"] = "ann", ["email"] = "ann@example.com" };
        await DoAsync("accounts/users/add", user, ("Idempotency-Key", "users"));
        user["email"] = "other@example.com";
        await DoAsync("accounts/users/update", user);
        user.Remove("email");
        await DoAsync("accounts/users/send_welcome", user);
        Assert.That((await new Call("accounts/users/send_welcome") { Text = user.ToJsonString() }.AnswerAsync(_api.Client)).Error, Is.EqualTo(429));
        await DoAsync("accounts/users/list", new JsonObject { ["account_id"] = account.DeepClone() });
        await DoAsync("accounts/users/list", new JsonObject { ["account_id"] = account.DeepClone(), ["search"] = "ann", ["from_name"] = "a" });
        await _api.ExecuteAsync($"update account_user_counts set users = 20001 where account_id = {account}");
        await DoAsync("accounts/users/list", new JsonObject { ["account_id"] = account.DeepClone(), ["search"] = "ann", ["from_name"] = "a" });
        await DoAsync("accounts/delete", new JsonObject { ["id"] = account.DeepClone() });
        await DoAsync("accounts/restore", new JsonObject { ["id"] = account.DeepClone() });
    }

    private async Task UseWelcomeMailsAsync()
    {
        await _api.ExecuteAsync("""
            insert into account_users (account_id, name, name_key, email, lang, active, master, search_key)
            select id, 'statements', 'statements', 'a@example.com', 'EN', true, false, '' from accounts where name = 'statements' and deleted_at is null;
            insert into welcome_mails (account_id, name_key, request_id, give_up_at) select account_id, name_key, 'r', now() from account_users where name = 'statements'
            """);
        await using var scope = _api.Services.CreateAsyncScope();
        var outbox = scope.ServiceProvider.GetRequiredService<WelcomeMailOutbox>();
        var mail = await outbox.TakeAsync(new byte[32], TimeSpan.FromMinutes(1), CancellationToken.None);
        Assert.That((await outbox.FailedAsync(mail!, "no answer", TimeSpan.Zero, CancellationToken.None))!.NextAttemptAt, Is.Null);
        Assert.That((await outbox.ListAsync(1, 10, null, CancellationToken.None)).TotalCount, Is.EqualTo(1));
        Assert.That(await outbox.RetryAsync(mail!.Id, CancellationToken.None), Is.EqualTo(1));
        await outbox.SentAsync(mail, new byte[32], CancellationToken.None);
        await outbox.CountAsync(CancellationToken.None);
    }

    private async Task FindAsync<TItem>()
        where TItem : DirectoryItem
    {
        await using var scope = _api.Services.CreateAsyncScope();
        var items = scope.ServiceProvider.GetRequiredService<IDirectoryRepository<TItem>>();
        var (byId, byName) = (EntityReference.ById(0), EntityReference.Parse("nothing"));
        Assert.That(await items.FindAsync(byId, null, CancellationToken.None) ?? await items.FindAsync(byName, null, CancellationToken.None), Is.Null);
        Assert.That(await items.FindAllAsync([byId, byName], CancellationToken.None), Is.Empty);
    }

    private async Task<Answer> DoAsync(string path, JsonObject parameters, params (string Name, string Value)[] headers)
    {
        var answer = await new Call(path) { Text = parameters.ToJsonString(), Headers = headers }.AnswerAsync(_api.Client);
        Assert.That(answer.Error, Is.Zero, $"{path}: {answer.Body}");
        return answer;
    }
}
