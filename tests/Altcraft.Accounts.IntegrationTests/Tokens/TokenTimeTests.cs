using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Altcraft.Accounts.IntegrationTests.Tokens;

/// <summary>Expiry, last use, and how soon a revocation is known elsewhere (contract, section 8).</summary>
[TestFixture]
public sealed class TokenTimeTests
{
    private static readonly TimeSpan KnownElsewhere = TimeSpan.FromSeconds(5);

    private readonly TestClock _clock = new();
    private ApiHost _api = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _api = await ApiHost.StartAsync(configure: services => services.AddSingleton<TimeProvider>(_clock));

    [OneTimeTearDown]
    public async Task StopAsync() => await _api.DisposeAsync();

    [Test]
    public async Task Token_WhenItsTimeIsOver_StopsWorkingAtOnce([Values] Wire wire)
    {
        var expiry = _clock.GetUtcNow().AddMinutes(10).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        var created = await SendAsync(_api, ApiHost.AdminToken, "tokens/create", wire, ("name", "Short"), ("scopes", "accounts.read"), ("expires_at", expiry));
        var secret = created.Data!["token"]!.ToString();
        Assert.That((await SendAsync(_api, secret, "accounts/list", wire)).Error, Is.Zero);

        _clock.Advance(TimeSpan.FromMinutes(9.9));
        Assert.That((await SendAsync(_api, secret, "accounts/list", wire)).Error, Is.Zero);
        _clock.Advance(TimeSpan.FromSeconds(7));
        var expired = await SendAsync(_api, secret, "accounts/list", wire);
        var unknown = await SendAsync(_api, "aat_" + new string('x', 43), "accounts/list", wire);

        Assert.That(expired.Error, Is.EqualTo(401));
        Assert.That(
            expired.Body.Replace(expired.RequestId!, string.Empty, StringComparison.Ordinal),
            Is.EqualTo(unknown.Body.Replace(unknown.RequestId!, string.Empty, StringComparison.Ordinal)), "nobody learns that it existed");
        var list = await SendAsync(_api, ApiHost.AdminToken, "tokens/list", wire, ("from_id", created.Data["id"]!.ToString()));
        Assert.That(list.Items[0]["is_active"]!.ToString(), Is.EqualTo("false"));
    }

    [Test]
    public async Task LastUsedAt_OfABusyToken_IsWrittenOnceAMinute()
    {
        var created = await SendAsync(_api, ApiHost.AdminToken, "tokens/create", Wire.Json, ("name", "Busy"), ("scopes", "accounts.read"));
        var (id, secret) = (created.Data!["id"], created.Data["token"]!.ToString());
        Task<long> WritesAsync() => _api.ScalarAsync<long>($"select count(*) from token_writes where id = {id}");
        await _api.ExecuteAsync("""
            create table token_writes (id bigint);
            create function count_token_writes() returns trigger language plpgsql as $$ begin insert into token_writes values (new.id); return new; end $$;
            create trigger count_writes after update on tokens for each row execute function count_token_writes();
            """);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SendAsync(_api, secret, "accounts/list", Wire.Json)));
        Assert.That(await WritesAsync(), Is.EqualTo(1));
        _clock.Advance(TimeSpan.FromSeconds(50));
        await SendAsync(_api, secret, "accounts/list", Wire.Json);
        Assert.That(await WritesAsync(), Is.EqualTo(1));

        // The database's own clock is not put forward.
        await _api.ExecuteAsync($"update tokens set last_used_at = last_used_at - interval '61 seconds' where id = {id}");
        _clock.Advance(TimeSpan.FromSeconds(11));
        await SendAsync(_api, secret, "accounts/list", Wire.Json);
        await SendAsync(_api, secret, "accounts/list", Wire.Json);
        Assert.That(await WritesAsync(), Is.EqualTo(3), "the test's own write and one more");
    }

    [Test]
    public async Task Revoke_OfEachOtherAtOnce_LeavesOneAllPowerfulToken()
    {
        for (var round = 0; round < 5; round++)
        {
            var tokens = new List<(string Id, string Secret)> { ("1", ApiHost.AdminToken) };
            for (var i = 0; i < 2; i++)
            {
                var made = await SendAsync(_api, ApiHost.AdminToken, "tokens/create", Wire.Json, ("name", "All"), ("scopes", "*"));
                tokens.Add((made.Data!["id"]!.ToString(), made.Data["token"]!.ToString()));
            }

            var answers = await Task.WhenAll(tokens.Select((token, i) =>
                SendAsync(_api, token.Secret, "tokens/revoke", (Wire)(i % 2), ("id", tokens[(i + 1) % tokens.Count].Id))));

            Assert.That(answers.Select(answer => answer.Error), Is.All.AnyOf(0, 401, 409));
            Assert.That(
                await _api.ScalarAsync<long>("select count(*) from tokens where '*' = any (scopes) and revoked_at is null"), Is.GreaterThanOrEqualTo(1));

            // The next round starts with the administrator's token alone, once what is cached is too old.
            await _api.ExecuteAsync("update tokens set revoked_at = case when id = 1 then null else now() end where '*' = any (scopes)");
            _clock.Advance(KnownElsewhere);
        }
    }

    [Test]
    public async Task Revoke_OnOneReplica_IsKnownOnTheOtherWithinFiveSeconds()
    {
        await using var one = await ApiHost.StartAsync();
        await using var other = await ApiHost.StartAsync(one.ConnectionString);
        var created = await SendAsync(one, ApiHost.AdminToken, "tokens/create", Wire.Json, ("name", "Revoked"), ("scopes", "accounts.read"));
        var secret = created.Data!["token"]!.ToString();
        Assert.That((await SendAsync(one, secret, "accounts/list", Wire.Json)).Error, Is.Zero);
        Assert.That((await SendAsync(other, secret, "accounts/list", Wire.Xml)).Error, Is.Zero, "known at once where it was not made");

        await SendAsync(one, ApiHost.AdminToken, "tokens/revoke", Wire.Json, ("id", created.Data["id"]!.ToString()));
        var since = Stopwatch.StartNew();

        Assert.That((await SendAsync(one, secret, "accounts/list", Wire.Json)).Error, Is.EqualTo(401));
        while ((await SendAsync(other, secret, "accounts/list", Wire.Xml)).Error == 0)
        {
            Assert.That(since.Elapsed, Is.LessThan(KnownElsewhere));
            await Task.Delay(50);
        }

        Assert.That((await SendAsync(other, secret, "accounts/list", Wire.Json)).Error, Is.EqualTo(401));
    }

    private static Task<Answer> SendAsync(ApiHost api, string token, string path, Wire wire, params (string Name, string Value)[] parameters) => Answer.OfAsync(
        api.Client,
        path,
        WireBody.Of(new JsonObject(parameters.Select(parameter => KeyValuePair.Create(parameter.Name, (JsonNode?)parameter.Value))), wire),
        wire,
        ("Authorization", "Bearer " + token));
}
