using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Tokens;

/// <summary>No token lives longer than its maker, who made it is known, and there is an end to them (contract, section 8).</summary>
[TestFixture]
public sealed class TokenLifeTests : ApiTest
{
    private const string End = "2050-06-01T12:00:00Z";

    [Test]
    public async Task Create_ThatWouldOutliveItsMaker_Answers403([Values] Wire wire)
    {
        var maker = await CreateAsync(ApiHost.AdminToken, wire, End, "tokens", "accounts.read");
        var secret = maker.Data!["token"]!.ToString();

        foreach (var expiry in new JsonNode?[] { "2050-06-01T12:00:00.000001Z", "2050-06-01T12:00:01+00:00", "2099-01-01T00:00:00Z", null })
        {
            var refused = await CreateAsync(secret, wire, expiry, "accounts.read");
            Assert.That(refused.Error, Is.EqualTo(403), refused.Body);
            Assert.That((refused.Errors.Single().Field, refused.Errors.Single().Code), Is.EqualTo(("expires_at", "forbidden")));
            Assert.That(refused.Errors.Single().Message, Does.Contain(End), "the latest that is allowed");
        }

        var without = new JsonObject { ["name"] = "n", ["scopes"] = new JsonArray("accounts.read") };
        Assert.That((await SendAsAsync(secret, "tokens/create", without, wire)).Error, Is.EqualTo(403), "absent is never");
        Assert.That((await CreateAsync(secret, wire, "2050-06-01T15:00:00+03:00", "accounts.read")).Error, Is.Zero, "as long as its own");
        Assert.That((await CreateAsync(secret, wire, "2050-01-01T00:00:00Z", "accounts.read")).Error, Is.Zero);
        var both = await CreateAsync(secret, wire, null, "accounts.write");
        Assert.That(both.Errors.Select(error => error.Field), Is.EqualTo(["scopes", "expires_at"]));
    }

    [Test]
    public async Task List_OfTokens_SaysWhoCreatedEach([Values] Wire wire)
    {
        var (makerId, maker) = await CreateTokenAsync("tokens");
        var made = (await CreateAsync(maker, wire, null, "tokens")).Data!["id"]!.ToString();

        var all = (await DoAsync("tokens/list", new JsonObject(), wire)).Items
            .ToDictionary(token => token["id"]!.ToString(), token => token["created_by"]?.ToString() ?? string.Empty);

        Assert.That((all["1"], all[$"{makerId}"], all[made]), Is.EqualTo((string.Empty, "1", $"{makerId}")));
    }

    [Test]
    public async Task Create_BeyondAThousandActiveTokens_Answers409([Values] Wire wire)
    {
        await using var other = await ApiHost.StartAsync();
        await other.ExecuteAsync("""
            insert into tokens (name, prefix, hash, scopes, expires_at, revoked_at)
            select 'n', 'aat_nnnn', sha256(i::text::bytea), '{accounts.read}',
                   case when i > 1020 then now() end, case when i between 1000 and 1020 then now() end
            from generate_series(1, 1040) i where i <> 999
            """);
        var parameters = new JsonObject { ["name"] = "n", ["scopes"] = new JsonArray("tokens") };
        var call = new Call("tokens/create") { Text = WireBody.Of(parameters, wire), Wire = wire };

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => call.AnswerAsync(other.Client)));

        Assert.That(answers.Select(answer => answer.Error).Order(), Is.EqualTo([0, 409, 409, 409, 409, 409]), "there was room for one");
        var refused = answers.First(answer => answer.Error == 409);
        Assert.That(refused.ErrorText, Does.Contain("1000 active tokens"));
        await other.ExecuteAsync("update tokens set revoked_at = now() where id = (select max(id) from tokens)");
        Assert.That((await call.AnswerAsync(other.Client)).Error, Is.Zero);
    }

    [Test]
    public async Task Create_WithATokenThatAnotherReplicaHasRevoked_Answers401([Values] Wire wire)
    {
        await using var other = await ApiHost.StartAsync(Api.ConnectionString);
        var (id, secret) = await CreateTokenAsync("tokens");
        var call = new Call("tokens/create")
        {
            Text = WireBody.Of(new JsonObject { ["name"] = "n", ["scopes"] = new JsonArray("tokens") }, wire),
            Wire = wire,
            Token = secret,
        };
        Assert.That((await call.AnswerAsync(other.Client)).Error, Is.Zero);

        await DoAsync("tokens/revoke", WithId(id), wire);

        Assert.That((await call.AnswerAsync(other.Client)).Error, Is.EqualTo(401), "at once, though it is in the other one's cache");
    }

    private Task<Answer> CreateAsync(string token, Wire wire, JsonNode? expiry, params string[] scopes)
    {
        var granted = new JsonArray([.. scopes.Select(scope => (JsonNode)scope)]);
        return SendAsAsync(token, "tokens/create", new JsonObject { ["name"] = "n", ["scopes"] = granted, ["expires_at"] = expiry }, wire);
    }
}
