using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Tokens;

/// <summary>Tokens are made once, shown never, and grant no more than their maker has (contract, section 8).</summary>
[TestFixture, Parallelizable]
public sealed class TokenTests : ApiTest
{
    [Test]
    public async Task Create_WhenDone_ShowsTheSecretThisOnce([Values] Wire wire)
    {
        var name = NewName("Billing");
        var created = await DoAsync(
            "tokens/create",
            new JsonObject { ["name"] = name, ["scopes"] = new JsonArray("accounts.read", "tokens", "accounts.read"), ["expires_at"] = "2099-01-01T03:00:00+03:00" },
            wire);
        var secret = created.Data!["token"]!.ToString();
        var id = created.Data["id"]!.ToString();
        var hash = await Api.ScalarAsync<string>($"select encode(hash, 'hex') from tokens where id = {id}");

        var list = await SendAsAsync(secret, "tokens/list", new JsonObject { ["from_id"] = id, ["limit"] = 1 }, wire);

        var token = list.Items.Single();
        Assert.Multiple(() =>
        {
            Assert.That(secret, Does.Match("^aat_[A-Za-z0-9_-]{43}$"));
            Assert.That(token.AsObject().Select(member => member.Key), Is.EqualTo(
                new[] { "id", "name", "prefix", "scopes", "is_active", "created_at", "expires_at", "last_used_at", "created_by" }));
            Assert.That((token["id"]!.ToString(), token["name"]!.ToString(), token["prefix"]!.ToString()), Is.EqualTo((id, name, secret[..8])));
            Assert.That(token["scopes"]!.AsArray().Select(scope => scope!.ToString()), Is.EqualTo(new[] { "accounts.read", "tokens" }));
            Assert.That((token["is_active"]!.ToString(), token["expires_at"]!.ToString()), Is.EqualTo(("true", "2099-01-01T00:00:00Z")));
            Assert.That(list.Body, Does.Not.Contain(secret[8..]).And.Not.Contains(hash));
        });
        Assert.That(await DumpAsync(), Does.Not.Contain(secret[8..]), "no table holds it");
        Assert.That(string.Join('\n', Api.Log), Does.Not.Contain(secret[8..]), "nor the log");
    }

    [Test]
    public async Task Current_WhateverTheScopes_AnswersTheCallersOwnToken([Values] Wire wire)
    {
        var name = NewName("Panel");
        var created = await DoAsync("tokens/create", new JsonObject
        {
            ["name"] = name,
            ["scopes"] = new JsonArray("users.redeem", "audit.read"),
            ["expires_at"] = "2099-01-01T03:00:00+03:00",
        });
        var secret = created.Data!["token"]!.ToString();

        var inHeader = await SendAsAsync(secret, "tokens/current", new JsonObject(), wire);
        var inBody = await SendTextAsync("tokens/current", WireBody.Of(new JsonObject { ["token"] = secret }, wire), wire);
        var misspelt = await SendAsAsync(secret, "tokens/current", new JsonObject { ["fromat"] = "xml" }, wire);
        var lasting = await DoAsync("tokens/current", new JsonObject(), wire);

        var data = inHeader.Data!.AsObject();
        Assert.Multiple(() =>
        {
            Assert.That(data.Select(member => member.Key), Is.EqualTo(new[] { "id", "name", "scopes", "expires_at" }));
            Assert.That((data["id"]!.ToString(), data["name"]!.ToString()), Is.EqualTo((created.Data["id"]!.ToString(), name)));
            Assert.That(data["scopes"]!.AsArray().Select(scope => scope!.ToString()), Is.EqualTo(new[] { "users.redeem", "audit.read" }));
            Assert.That(data["expires_at"]!.ToString(), Is.EqualTo("2099-01-01T00:00:00Z"));
            Assert.That(inBody.Body, Is.EqualTo(inHeader.Body));
            Assert.That(inHeader.Body, Does.Not.Contain(secret[8..]));
            Assert.That((misspelt.Error, misspelt.Errors.Single().Message), Is.EqualTo((400, "unknown parameter \"fromat\", did you mean \"format\"?")));
            Assert.That(lasting.Data!["expires_at"]?.ToString() ?? string.Empty, Is.Empty);
        });
    }

    [TestCase("""{}""", "name missing, scopes missing")]
    [TestCase("""{"name":" ","scopes":[]}""", "name missing, scopes missing")]
    [TestCase("""{"name":"n","scopes":["accounts.red"]}""", "scopes bad_value")]
    [TestCase("""{"name":"n","scopes":["accounts.red","tokens","x","accounts.red"]}""", "scopes bad_value, scopes bad_value")]
    [TestCase("""{"name":"n","scopes":["*"],"expires_at":"2020-01-01T00:00:00Z"}""", "expires_at out_of_range")]
    [TestCase("""{"name":"n","scopes":["*"],"expires_at":"tomorrow"}""", "expires_at wrong_type")]
    [TestCase("""{"name":"n","scopes":["*"],"expires_at":"2099-01-01T00:00:00"}""", "expires_at wrong_type")]
    [TestCase("""{"name":"a\u202eb","scopes":["*"]}""", "name bad_character")]
    [TestCase("""{"name":"a\u200bb","scopes":["*"]}""", "name bad_character")]
    [TestCase("""{"name":"a\ufe0f","scopes":["*"]}""", "name bad_character")]
    [TestCase("""{"name":"n","scopes":["*"],"hash":"x"}""", "hash unknown_parameter")]
    [TestCase("""{"name":"nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn","scopes":["*"]}""", "name too_long")]
    public async Task Create_WithABadParameter_NamesIt(string parameters, string errors)
    {
        foreach (var wire in Enum.GetValues<Wire>())
        {
            var answer = await SendAsync("tokens/create", JsonNode.Parse(parameters)!, wire);

            Assert.That(answer.Error, Is.EqualTo(400), answer.Body);
            Assert.That(string.Join(", ", answer.Errors.Select(error => $"{error.Field} {error.Code}")), Is.EqualTo(errors));
        }
    }

    [Test]
    public async Task Create_BeyondOnesOwnScopes_Answers403([Values] Wire wire)
    {
        var (_, limited) = await CreateTokenAsync("tokens", "accounts.read");
        var (_, broad) = await CreateTokenAsync(
            "accounts.read", "accounts.write", "accounts.delete", "directory.read", "directory.write", "tokens", "audit.read");

        foreach (var (token, scopes, error) in new[]
        {
            (limited, new JsonArray("accounts.read"), 0),
            (limited, ["tokens", "accounts.write"], 403),
            (limited, ["*"], 403),
            (broad, ["*"], 403),
            (broad, ["audit.read", "directory.write"], 0),
        })
        {
            var answer = await SendAsAsync(token, "tokens/create", new JsonObject { ["name"] = "Granted", ["scopes"] = scopes }, wire);
            Assert.That(answer.Error, Is.EqualTo(error), answer.Body);
        }
    }

    [Test]
    public async Task Revoke_WhenDone_StopsTheTokenAtOnce([Values] Wire wire)
    {
        var (id, secret) = await CreateTokenAsync("accounts.read");
        Assert.That((await SendAsAsync(secret, "accounts/list", new JsonObject(), wire)).Error, Is.Zero);
        var entries = await CountEntriesAsync();

        await DoAsync("tokens/revoke", WithId(id), wire);
        var refused = await SendAsAsync(secret, "accounts/list", new JsonObject(), wire);
        await DoAsync("tokens/revoke", WithId(id), wire);

        Assert.That(refused.Error, Is.EqualTo(401));
        Assert.That(await CountEntriesAsync() - entries, Is.EqualTo(1), "repeating it writes nothing");
        Assert.That((await SendAsync("tokens/revoke", WithId(999_999), wire)).Error, Is.EqualTo(404));
        var listed = (await DoAsync("tokens/list", new JsonObject { ["from_id"] = id, ["limit"] = 1 }, wire)).Items.Single();
        Assert.That(listed["is_active"]!.ToString(), Is.EqualTo("false"));
    }

    [Test]
    public async Task Revoke_OfTheLastAllPowerfulToken_Answers409([Values] Wire wire)
    {
        var (id, secret) = await CreateTokenAsync("*");
        await DoAsync("tokens/revoke", WithId(id), wire);
        await CreateTokenAsync("tokens", "accounts.read");

        var answer = await SendAsync("tokens/revoke", WithId(1), wire);

        Assert.That((answer.Error, answer.Errors.Single().Field, answer.Errors.Single().Code), Is.EqualTo((409, "id", "in_use")), answer.Body);
        Assert.That((await SendAsAsync(secret, "accounts/list", new JsonObject(), wire)).Error, Is.EqualTo(401), "a revoked one does not count");
        await DoAsync("accounts/list", new JsonObject(), wire);
    }

    [Test]
    public async Task Revoke_OfTheLastAllPowerfulTokenThatLasts_Answers409([Values] Wire wire)
    {
        var (expiring, secret) = await CreateExpiringAsync();

        var answer = await SendAsync("tokens/revoke", WithId(1), wire);

        Assert.That((answer.Error, answer.Errors.Single().Field, answer.Errors.Single().Code), Is.EqualTo((409, "id", "in_use")), answer.Body);
        Assert.That(answer.Errors.Single().Message, Does.Contain("does not expire").And.Contains("without expires_at"));
        Assert.That((await SendAsAsync(secret, "accounts/list", new JsonObject(), wire)).Error, Is.Zero, "the other one is active all the same");
        await DoAsync("tokens/revoke", WithId(expiring), wire);
    }

    [Test]
    public async Task Revoke_OfAnExpiringAllPowerfulToken_NeedsNoneThatLasts([Values] Wire wire)
    {
        await using var other = await ApiHost.StartAsync();
        await other.ExecuteAsync("""
            update tokens set expires_at = '2099-01-01';
            insert into tokens (name, prefix, hash, scopes, expires_at) values ('another', 'aat_abcd', sha256('a'), '{*}', '2098-01-01')
            """);

        var first = await new Call("tokens/revoke") { Text = WireBody.Of(WithId(2), wire), Wire = wire }.AnswerAsync(other.Client);
        var last = await new Call("tokens/revoke") { Text = WireBody.Of(WithId(1), wire), Wire = wire }.AnswerAsync(other.Client);

        Assert.That((first.Error, last.Error), Is.EqualTo((0, 409)), last.Body);
    }

    private async Task<(long Id, string Secret)> CreateExpiringAsync()
    {
        var answer = await DoAsync("tokens/create", new JsonObject
        {
            ["name"] = NewName("Expiring"),
            ["scopes"] = new JsonArray("*"),
            ["expires_at"] = "2099-01-01T00:00:00Z",
        });
        return ((long)answer.Data!["id"]!, answer.Data["token"]!.ToString());
    }

    private async Task<string> DumpAsync() => await Api.ScalarAsync<string>("""
        select string_agg(query_to_xml(format('select * from %I', table_name), true, true, '')::text, ' ')
        from information_schema.tables where table_schema = 'public'
        """);
}
