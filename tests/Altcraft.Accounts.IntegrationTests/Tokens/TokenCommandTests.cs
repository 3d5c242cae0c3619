using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Tokens;

/// <summary>The command line <c>token create|list|revoke</c> (contract, sections 8 and 11).</summary>
[TestFixture, Parallelizable]
public sealed class TokenCommandTests : ApiTest
{
    [Test]
    public async Task Token_CreatedListedAndRevoked_WorksWithoutAnyToken()
    {
        var created = await RunAsync("token", "create", "--name", "Night job", "--scope", "accounts.read", "--scope", "audit.read");
        Assert.That(created.ExitCode, Is.Zero, created.Error);
        Assert.That(created.Output, Does.Match("^aat_[A-Za-z0-9_-]{43}$"), "the secret alone, so that a script can take it");
        Assert.That((await SendAsAsync(created.Output, "accounts/list", new JsonObject())).Error, Is.Zero);
        Assert.That((await SendAsAsync(created.Output, "tokens/list", new JsonObject())).Error, Is.EqualTo(403));

        var listed = await RunAsync("token", "list");
        var line = listed.Output.Split('\n').Single(text => text.Contains("Night job", StringComparison.Ordinal));
        Assert.That(line, Does.Contain("accounts.read audit.read").And.Contains(created.Output[..8]).And.Contains("yes"));
        Assert.That(listed.Output, Does.Not.Contain(created.Output));

        var revoked = await RunAsync("token", "revoke", "--id", line.Split('\t')[0]);
        Assert.That(revoked.ExitCode, Is.Zero, revoked.Error);
        var entries = await DoAsync("audit/list", new JsonObject { ["object_type"] = "token", ["object_id"] = line.Split('\t')[0] });
        Assert.That(
            entries.Items.Select(entry => $"{entry["action"]} {entry["token_name"]} {entry["token_id"]}"),
            Is.EqualTo(new[] { "token.create command line ", "token.revoke command line " }));
    }

    [Test]
    public async Task Token_WhenTheLastOneIsRevoked_CanStillBeMade()
    {
        await using var api = await ApiHost.StartAsync();

        Assert.That((await ServiceProcess.RunAsync(api.ConnectionString, "token", "revoke", "--id", "1")).ExitCode, Is.Zero);
        var created = await ServiceProcess.RunAsync(api.ConnectionString, "token", "create", "--name", "New");

        var answer = await Answer.OfAsync(api.Client, "tokens/list", "{}", Wire.Json, ("Authorization", "Bearer " + created.Output));
        Assert.That(answer.Items.Select(token => (bool)token["is_active"]!), Is.EqualTo(new[] { false, true }), answer.Body);
        Assert.That(answer.Items[1]["scopes"]!.ToJsonString(), Is.EqualTo("""["*"]"""));
    }

    [Test]
    public async Task Token_WhenListed_ShowsExpiryAndWhyItIsNotActive()
    {
        await Api.ExecuteAsync("""
            insert into tokens (name, prefix, hash, scopes, expires_at, revoked_at) values
            ('was short', 'aat_short', sha256('short'), array['*'], '2026-01-02T03:04:05Z', null),
            ('was taken', 'aat_taken', sha256('taken'), array['*'], '2100-01-02T03:04:05Z', now())
            """);

        var lines = (await RunAsync("token", "list")).Output.Split('\n').Select(line => line.TrimEnd('\r').Split('\t')).ToList();

        Assert.That(lines[0], Is.EqualTo(
            "id name prefix scopes active created expires last_used created_by".Split(' ').Select(column => column.Replace('_', ' '))));
        Assert.That(lines.Single(line => line[1] == "was short")[4..7], Has.ItemAt(0).EqualTo("no, expired").And.ItemAt(2).EqualTo("2026-01-02 03:04:05Z"));
        Assert.That(lines.Single(line => line[1] == "was taken")[4..7], Has.ItemAt(0).EqualTo("no, revoked").And.ItemAt(2).EqualTo("2100-01-02 03:04:05Z"));
    }

    [Test]
    public async Task Token_WhenRevokedWithCreated_TakesThemAlong()
    {
        var (id, secret) = await CreateTokenAsync("tokens");
        var made = await SendAsAsync(secret, "tokens/create", new JsonObject { ["name"] = "Made by another", ["scopes"] = "tokens" });

        var lines = (await RunAsync("token", "list")).Output.Split('\n');
        var line = lines.Single(text => text.Contains("Made by another", StringComparison.Ordinal));
        Assert.That(line.TrimEnd('\r').Split('\t')[^1], Is.EqualTo($"{id}"));

        var revoked = await RunAsync("token", "revoke", "--id", $"{id}", "--with-created");
        Assert.That(revoked.Output, Is.EqualTo($"Token {id} and all that it has created are revoked"), revoked.Error);
        Assert.That(await Api.ScalarAsync<bool>($"select revoked_at is not null from tokens where id = {made.Data!["id"]}"), Is.True);
    }

    [Test]
    public async Task Token_WhenThereAreMoreThanOnePage_AreAllListed()
    {
        await using var api = await ApiHost.StartAsync();
        await api.ExecuteAsync("""
            insert into tokens (name, prefix, hash, scopes, revoked_at)
            select 'n' || i, 'aat_n', sha256(i::text::bytea), '{*}', now() from generate_series(1, 2100) i
            """);

        var lines = (await ServiceProcess.RunAsync(api.ConnectionString, "token", "list")).Output.Split('\n');

        Assert.That(lines, Has.Length.EqualTo(2102).And.Some.Contains("\tn2100\t"));
    }

    [TestCase(1, "No token has the ID 99", "token", "revoke", "--id", "99")]
    [TestCase(2, "--id must be the number of a token", "token", "revoke", "--id", "x")]
    [TestCase(2, "--name must be given once", "token", "create")]
    [TestCase(2, "--name needs a value", "token", "create", "--name")]
    [TestCase(2, "--name contains a character that changes the direction of text (U+202E)", "token", "create", "--name", "a\u202eb")]
    [TestCase(2, "name contains an invisible character (U+FE0F)", "token", "create", "--name", "a\ufe0f")]
    [TestCase(2, "must be one of", "token", "create", "--name", "n", "--scope", "account.read")]
    [TestCase(2, "\"--scopes\" is not understood", "token", "create", "--name", "n", "--scopes", "*")]
    public async Task Token_WithAMistake_SaysSoAndFails(int exitCode, string message, params string[] arguments)
    {
        var result = await RunAsync(arguments);

        Assert.That((result.ExitCode, result.Output), Is.EqualTo((exitCode, string.Empty)), result.Error);
        Assert.That(result.Error, Does.Contain(message));
    }

    private Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) =>
        ServiceProcess.RunAsync(Api.ConnectionString, arguments);
}
