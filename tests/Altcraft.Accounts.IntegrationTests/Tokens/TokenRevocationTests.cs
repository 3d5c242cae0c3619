using System.Globalization;
using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Tokens;

/// <summary>Who may revoke what, and what goes with it (contract, section 8).</summary>
[TestFixture]
public sealed class TokenRevocationTests : ApiTest
{
    [Test]
    public async Task Revoke_OfWhatOneCouldNotHaveGranted_Answers403([Values] Wire wire)
    {
        var (ownId, own) = await CreateTokenAsync("tokens", "audit.read");
        var (otherId, other) = await CreateTokenAsync("audit.read");
        var (broadId, broad) = await CreateTokenAsync("audit.read", "accounts.read", "accounts.write");
        var (allId, all) = await CreateTokenAsync("*");
        var entries = await CountEntriesAsync();

        var refused = await RevokeAsync(own, broadId, wire);
        Assert.That(refused.Error, Is.EqualTo(403), refused.Body);
        Assert.That(refused.Errors.Select(error => (error.Field, error.Code)), Is.EqualTo([("id", "forbidden"), ("id", "forbidden")]));
        Assert.That(
            refused.Errors.Select(error => error.Message),
            Has.Some.Contains("\"accounts.read\"").And.Some.Contains("\"accounts.write\""));
        Assert.That((await RevokeAsync(own, allId, wire)).Error, Is.EqualTo(403));
        Assert.That((await RevokeAsync(own, 1, wire)).Error, Is.EqualTo(403));
        Assert.That((await RevokeAsync(own, 1, wire, withCreated: true)).Error, Is.EqualTo(403));
        Assert.That((await RevokeAsync(own, 999_999, wire)).Error, Is.EqualTo(404));
        Assert.That(await CountEntriesAsync(), Is.EqualTo(entries));
        Assert.That(await WorkAsync(broad, all), Is.EqualTo([true, true]));

        Assert.That((await RevokeAsync(own, otherId, wire)).Error, Is.Zero, "it could have granted that");
        Assert.That((await RevokeAsync(own, ownId, wire)).Error, Is.Zero, "and itself");
        Assert.That(await WorkAsync(other, own), Is.EqualTo([false, false]));
    }

    [Test]
    public async Task Revoke_WithEveryScopeButTheStar_LeavesTheStar([Values] Wire wire)
    {
        var (_, broad) = await CreateTokenAsync(
            "accounts.read", "accounts.write", "accounts.delete", "directory.read", "directory.write", "tokens", "audit.read");
        var (allId, all) = await CreateTokenAsync("*");

        Assert.That((await RevokeAsync(broad, allId, wire)).Error, Is.EqualTo(403));
        Assert.That(await WorksAsync(all), Is.True);
    }

    [Test]
    public async Task Revoke_WithCreated_RevokesAllThatItMadeAndTheirs([Values] Wire wire)
    {
        var (id, secret) = await CreateTokenAsync("tokens", "audit.read");
        var child = await CreateAsync(secret, wire);
        var grandchild = await CreateAsync(child.Secret, wire);
        var other = await CreateTokenAsync("tokens", "audit.read");

        Assert.That((await RevokeAsync(ApiHost.AdminToken, child.Id, wire)).Error, Is.Zero);
        Assert.That(await WorkAsync(secret, child.Secret, grandchild.Secret), Is.EqualTo([true, false, true]), "alone, if not asked");

        var before = await CountEntriesAsync();
        var answer = await RevokeAsync(ApiHost.AdminToken, id, wire, withCreated: true);
        Assert.That(answer.Error, Is.Zero, answer.Body);
        Assert.That(await WorkAsync(secret, grandchild.Secret, other.Secret), Is.EqualTo([false, false, true]));
        Assert.That(await CountEntriesAsync() - before, Is.EqualTo(2), "one for each that was revoked");
        var filter = new JsonObject { ["object_type"] = "token", ["object_id"] = grandchild.Id, ["action"] = "token.revoke" };
        var entry = (await DoAsync("audit/list", filter, wire)).Items.Single();
        Assert.That(entry["token_id"]!.ToString(), Is.EqualTo("1"));
    }

    [Test]
    public async Task Revoke_WithCreatedOfWhatIsRevoked_RevokesTheRest([Values] Wire wire)
    {
        var (id, secret) = await CreateTokenAsync("tokens", "audit.read");
        var child = await CreateAsync(secret, wire);
        await RevokeAsync(ApiHost.AdminToken, id, wire);
        Assert.That(await WorksAsync(child.Secret), Is.True);

        await RevokeAsync(ApiHost.AdminToken, id, wire, withCreated: true);

        Assert.That(await WorksAsync(child.Secret), Is.False);
    }

    [Test]
    public async Task Revoke_WithCreatedThatLeavesNoStar_Answers409AndRevokesNothing([Values] Wire wire)
    {
        await using var other = await ApiHost.StartAsync();
        var create = new Call("tokens/create") { Text = """{"name":"n","scopes":["*"]}""" };
        var child = (await create.AnswerAsync(other.Client)).Data!["token"]!.ToString();
        var parameters = new JsonObject { ["id"] = 1, ["with_created"] = true };
        var revoke = new Call("tokens/revoke") { Text = WireBody.Of(parameters, wire), Wire = wire, Token = child };

        var refused = await revoke.AnswerAsync(other.Client);

        Assert.That((refused.Error, refused.Errors.Single().Code), Is.EqualTo((409, "in_use")), refused.Body);
        Assert.That(refused.ErrorText, Does.Contain("on the command line"));
        Assert.That(await other.ScalarAsync<long>("select count(*) from tokens where revoked_at is not null"), Is.Zero);

        var rescue = (await ServiceProcess.RunAsync(other.ConnectionString, "token", "create", "--name", "rescue")).Output;
        var rescued = await (revoke with { Token = rescue }).AnswerAsync(other.Client);
        Assert.That(rescued.Error, Is.Zero, "with one that no token has created it works");
        Assert.That(await other.ScalarAsync<long>("select count(*) from tokens where revoked_at is null"), Is.EqualTo(1));
    }

    [Test]
    public async Task Revoke_WithCreatedWhileTheyCreate_LetsNoneEscape()
    {
        for (var round = 0; round < 3; round++)
        {
            var (id, secret) = await CreateTokenAsync("tokens", "audit.read");
            var breeding = Enumerable.Range(0, 4).Select(_ => BreedAsync(secret)).ToList();
            while (await Api.ScalarAsync<long>($"select count(*) from tokens where created_by = {id}") == 0)
            {
                await Task.Delay(10);
            }

            Assert.That((await RevokeAsync(ApiHost.AdminToken, id, Wire.Json, withCreated: true)).Error, Is.Zero);

            Assert.That((await Task.WhenAll(breeding)).Sum(), Is.Positive);
            Assert.That(
                await Api.ScalarAsync<long>($"""
                    with recursive made (id) as (select {id}::bigint union select t.id from tokens t join made on t.created_by = made.id)
                    select count(*) from tokens join made using (id) where revoked_at is null
                    """),
                Is.Zero);
        }
    }

    // Each token creates the next one, until it is refused.
    private async Task<int> BreedAsync(string secret)
    {
        for (var created = 0; ; created++)
        {
            var answer = await SendAsAsync(secret, "tokens/create", New());
            if (answer.Error != 0)
            {
                Assert.That(answer.Error, Is.EqualTo(401), answer.Body);
                return created;
            }

            secret = answer.Data!["token"]!.ToString();
        }
    }

    private static JsonObject New() => new() { ["name"] = NewName("token"), ["scopes"] = new JsonArray("tokens", "audit.read") };

    private async Task<(long Id, string Secret)> CreateAsync(string token, Wire wire)
    {
        var answer = await SendAsAsync(token, "tokens/create", New(), wire);
        Assert.That(answer.Error, Is.Zero, answer.Body);
        return (long.Parse(answer.Data!["id"]!.ToString(), CultureInfo.InvariantCulture), answer.Data["token"]!.ToString());
    }

    private Task<Answer> RevokeAsync(string token, long id, Wire wire, bool withCreated = false)
    {
        var parameters = WithId(id);
        if (withCreated)
        {
            parameters["with_created"] = true;
        }

        return SendAsAsync(token, "tokens/revoke", parameters, wire);
    }

    private async Task<bool> WorksAsync(string token) => (await WorkAsync(token)).Single();

    private async Task<IReadOnlyList<bool>> WorkAsync(params string[] tokens)
    {
        var works = new List<bool>();
        foreach (var token in tokens)
        {
            works.Add((await SendAsAsync(token, "audit/list", new JsonObject { ["limit"] = 1 })).Error == 0);
        }

        return works;
    }
}
