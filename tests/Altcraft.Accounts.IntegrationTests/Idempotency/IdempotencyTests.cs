using System.Text.Json.Nodes;
using Npgsql;

namespace Altcraft.Accounts.IntegrationTests.Idempotency;

/// <summary>The header Idempotency-Key (contract, section 10).</summary>
[TestFixture]
public sealed class IdempotencyTests : ApiTest
{
    private const string Replayed = "Idempotency-Replayed";

    [Test]
    public async Task Save_WithAKeyThatWasUsed_AnswersAgainAndDoesNothing([Values] Wire first, [Values] Wire second)
    {
        var key = NewName("key");
        var parameters = NewAccount(("external_data_connectors", new JsonArray(1, 2)), ("enable_push", true));
        var done = await DoAsync("accounts/save", parameters, first, ("Idempotency-Key", key));
        var entries = await CountEntriesAsync();

        // The same parameters in another order, format and spelling of the path.
        var again = await DoAsync("accounts/save/", new JsonObject(parameters.Reverse().Select(Copy)), second, ("Idempotency-Key", key));

        Assert.That(again.SavedId, Is.EqualTo(done.SavedId));
        Assert.That((done.Headers.Contains(Replayed), string.Join(',', again.Headers.GetValues(Replayed))), Is.EqualTo((false, "true")));
        Assert.That(first != second || again.Body == done.Body);
        Assert.That(await CountEntriesAsync(), Is.EqualTo(entries));
    }

    [Test]
    public async Task Save_WithOtherParameters_Answers422([Values] Wire wire)
    {
        var key = NewName("key");
        var parameters = NewAccount();
        await DoAsync("accounts/save", parameters, wire, ("Idempotency-Key", key));
        parameters["title"] = "Another";

        var answer = await SendAsync("accounts/save", parameters, wire, ("Idempotency-Key", key));

        Assert.That((answer.Error, answer.Headers.Contains(Replayed)), Is.EqualTo((422, false)), answer.Body);
        parameters["title"] = "A title";
        await DoAsync("accounts/save", parameters, wire, ("Idempotency-Key", key));
    }

    [Test]
    public async Task Save_WhenItWasRefused_IsTriedAgain([Values] Wire wire)
    {
        var key = NewName("key");
        var name = NewName("Taken");
        var holder = await CreateAccountAsync(("name", name));
        var refused = await SendAsync("accounts/save", NewAccount(("name", name)), wire, ("Idempotency-Key", key));
        await DoAsync("accounts/delete", WithId(holder));

        // Nothing is kept of it: the parameters may be others.
        var again = await SendAsync("accounts/save", NewAccount(("name", name), ("title", "Another")), wire, ("Idempotency-Key", key));

        Assert.That((refused.Error, again.Error, again.Headers.Contains(Replayed)), Is.EqualTo((409, 0, false)), again.Body);
        Assert.That((await DoAsync("accounts/save", NewAccount(("name", name), ("title", "Another")), wire, ("Idempotency-Key", key))).SavedId, Is.EqualTo(again.SavedId));
    }

    // Another replica may still be of a version that keeps refusals.
    [Test]
    public async Task Key_WithARefusalThatAnEarlierVersionKept_IsFree()
    {
        var key = NewName("key");
        var parameters = NewAccount();
        var first = await DoAsync("accounts/save", parameters, Wire.Json, ("Idempotency-Key", key));
        await DoAsync("accounts/delete", WithId(first.SavedId));
        await Api.ExecuteAsync($"update idempotency_keys set failure = 409, saved_id = null where key = '{key}'");

        var answer = await DoAsync("accounts/save", parameters, Wire.Json, ("Idempotency-Key", key));

        Assert.That((answer.SavedId == first.SavedId, answer.Headers.Contains(Replayed)), Is.EqualTo((false, false)));
        Assert.That((await DoAsync("accounts/save", parameters, Wire.Json, ("Idempotency-Key", key))).SavedId, Is.EqualTo(answer.SavedId));
    }

    [TestCase("XX000", 500)]
    [TestCase("53300", 503)]
    public async Task Save_WhenTheServiceFailed_IsTriedAgain(string sqlState, int error)
    {
        foreach (var wire in Enum.GetValues<Wire>())
        {
            var key = NewName("key");
            var parameters = NewAccount();
            await Api.ExecuteAsync($"""
                create or replace function fail() returns trigger language plpgsql as $$ begin raise exception 'no' using errcode = '{sqlState}'; end $$;
                create trigger fail before insert on accounts for each row execute function fail();
                """);
            var failed = await SendAsync("accounts/save", parameters, wire, ("Idempotency-Key", key));
            await Api.ExecuteAsync("drop trigger fail on accounts");

            // An internal error of PostgreSQL also costs the connection, and until the server has noticed that the first request counts as running.
            var again = await SendAsync("accounts/save", parameters, wire, ("Idempotency-Key", key));
            for (var i = 0; again.Error == 409 && i < 250; i++)
            {
                await Task.Delay(20);
                again = await SendAsync("accounts/save", parameters, wire, ("Idempotency-Key", key));
            }

            Assert.That((failed.Error, again.Error, again.Headers.Contains(Replayed)), Is.EqualTo((error, 0, false)), failed.Body + again.Body);
        }
    }

    [Test]
    public async Task Save_WhileTheFirstIsRunning_Answers409AndIsDoneOnce([Values] Wire wire)
    {
        var key = NewName("key");
        var parameters = NewAccount();
        var entries = await CountEntriesAsync();
        Task<Answer> first;
        await using (var connection = await Api.Database.OpenConnectionAsync())
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await using var hold = new NpgsqlCommand("lock table accounts in share mode", connection, transaction);
            await hold.ExecuteNonQueryAsync();
            first = SendAsync("accounts/save", parameters, Wire.Json, ("Idempotency-Key", key));
            while (await Api.ScalarAsync<long>("select count(*) from pg_locks where not granted") == 0)
            {
                await Task.Delay(10);
            }

            var second = await SendAsync("accounts/save", parameters, wire, ("Idempotency-Key", key));

            Assert.That((second.Error, second.Headers.RetryAfter!.ToString()), Is.EqualTo((409, "1")), second.Body);
            Assert.That(second.Headers.Contains(Replayed), Is.False);
        }

        var third = await SendAsync("accounts/save", parameters, wire, ("Idempotency-Key", key));
        Assert.That(third.Error is 0 or 409);
        Assert.That((await first).Error, Is.Zero);
        Assert.That((await DoAsync("accounts/save", parameters, wire, ("Idempotency-Key", key))).SavedId, Is.EqualTo((await first).SavedId));
        Assert.That(await CountEntriesAsync() - entries, Is.EqualTo(1));
    }

    [Test]
    public async Task Save_ManyTimesAtOnce_IsDoneOnce()
    {
        var key = NewName("key");
        var parameters = NewAccount();
        var entries = await CountEntriesAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => SendAsync("accounts/save", parameters.DeepClone(), (Wire)(i % 2), ("Idempotency-Key", key))));

        Assert.That(answers.Select(answer => answer.Error), Is.All.AnyOf(0, 409));
        var done = answers.Where(answer => answer.Error == 0).ToList();
        Assert.That(done.Select(answer => answer.SavedId).Distinct().Count(), Is.EqualTo(1));
        Assert.That(done.Count(answer => !answer.Headers.Contains(Replayed)), Is.EqualTo(1));
        Assert.That(await CountEntriesAsync() - entries, Is.EqualTo(1));
    }

    [Test]
    public async Task Key_OfAnotherTokenOrPath_IsAnotherKey([Values] Wire wire)
    {
        var key = NewName("key");
        var (_, secret) = await CreateTokenAsync("*");
        var id = await CreateAccountAsync();
        foreach (var token in new[] { ApiHost.AdminToken, secret })
        {
            foreach (var path in new[] { "accounts/deactivate", "accounts/activate", "accounts/delete" })
            {
                var answer = await SendTextAsync(
                    path, WireBody.Of(WithId(id), wire), wire, ("Authorization", "Bearer " + token), ("Idempotency-Key", key));
                Assert.That(answer.Headers.Contains(Replayed), Is.False, answer.Body);
            }
        }
    }

    [Test]
    public async Task Key_AfterADay_IsFreeAgain([Values] Wire wire)
    {
        var key = NewName("key");
        await DoAsync("accounts/save", NewAccount(), wire, ("Idempotency-Key", key));
        await Api.ExecuteAsync($"update idempotency_keys set created_at = now() - interval '24 hours 1 second' where key = '{key}'");

        var answer = await DoAsync("accounts/save", NewAccount(), wire, ("Idempotency-Key", key));

        Assert.That(answer.Headers.Contains(Replayed), Is.False);
    }

    [Test]
    public async Task Save_WithValidateOnly_LeavesTheKeyFree([Values] Wire wire)
    {
        var key = NewName("key");
        var parameters = NewAccount(("validate_only", true));
        await DoAsync("accounts/save", parameters, wire, ("Idempotency-Key", key));
        parameters["validate_only"] = false;

        Assert.That((await DoAsync("accounts/save", parameters, wire, ("Idempotency-Key", key))).SavedId, Is.Positive);
    }

    [TestCase("", 400)]
    [TestCase("a b", 400)]
    [TestCase("129", 400)]
    [TestCase("128", 0)]
    [TestCase("!~{}\"", 0)]
    public async Task Key_OfAnyShape_IsTakenOrNamed(string key, int error)
    {
        key = int.TryParse(key, out var length) ? new string('k', length) : key;
        foreach (var wire in Enum.GetValues<Wire>())
        {
            var parameters = NewAccount();
            var answer = await SendAsync("accounts/save", parameters, wire, ("Idempotency-Key", key + (error == 0 && length == 0 ? wire : string.Empty)));
            if (error == 0 && length == 128 && wire == Wire.Xml)
            {
                Assert.That(answer.Error, Is.EqualTo(422), "the key of the request in JSON");
                continue;
            }

            Assert.That(answer.Error, Is.EqualTo(error), answer.Body);
            Assert.That(answer.Errors.Select(problem => problem.Field), Is.All.EqualTo("Idempotency-Key"));
        }
    }

    [Test]
    public async Task CreateToken_WithAKeyThatWasUsed_NamesTheTokenAndKeepsNoSecret([Values] Wire wire)
    {
        var key = NewName("key");
        var parameters = new JsonObject { ["name"] = NewName("token"), ["scopes"] = new JsonArray("accounts.read") };
        var created = await DoAsync("tokens/create", parameters, wire, ("Idempotency-Key", key));
        var secret = created.Data!["token"]!.ToString();

        var again = await SendAsync("tokens/create", parameters, wire, ("Idempotency-Key", key));

        Assert.That((again.Error, again.Headers.Contains(Replayed)), Is.EqualTo((409, true)));
        Assert.That(again.ErrorText, Does.Contain($"already created the token {created.Data["id"]},"));
        Assert.That(again.Body, Does.Not.Contain(secret[8..]));
        var kept = await Api.ScalarAsync<string>($"select k::text from idempotency_keys k where key = '{key}'");
        Assert.That(kept, Does.Not.Contain(secret[4..]));
        Assert.That(await Api.ScalarAsync<long>($"select count(*) from tokens where name = '{parameters["name"]}'"), Is.EqualTo(1));
    }

    private static KeyValuePair<string, JsonNode?> Copy(KeyValuePair<string, JsonNode?> member) => KeyValuePair.Create(member.Key, member.Value?.DeepClone());
}
