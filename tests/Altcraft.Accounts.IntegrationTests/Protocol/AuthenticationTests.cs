using System.Net;
using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Protocol;

/// <summary>Who asks: the token in the body or in the header (contract, section 3).</summary>
[TestFixture]
public sealed class AuthenticationTests : ApiTest
{
    private const string Unknown = "aat_BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA";
    private const string Expired = "aat_CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCA";
    private const string Revoked = "aat_DDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDA";
    private const string Reader = "aat_EEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEA";

    private static readonly string?[] Useless =
        [null, "", "x", "aat_", Unknown, Expired, Revoked, ApiHost.AdminToken + "A", ApiHost.AdminToken[..^1], ApiHost.AdminToken.ToUpperInvariant()];

    [OneTimeSetUp]
    public Task AddTokensAsync() => Api.ExecuteAsync($"""
        insert into tokens (name, prefix, hash, scopes, expires_at, revoked_at) values
            ('expired', 'aat_CCCC', sha256('{Expired}'), array['*'], now() - interval '1 second', null),
            ('revoked', 'aat_DDDD', sha256('{Revoked}'), array['*'], null, now()),
            ('reader', 'aat_EEEE', sha256('{Reader}'), array['accounts.read'], now() + interval '1 hour', null)
        """);

    [TestCase(Wire.Json)]
    [TestCase(Wire.Xml)]
    public async Task Token_WhenItIsInTheBodyOrTheHeaderOrBoth_IsAccepted(Wire wire)
    {
        foreach (var (inBody, inHeader) in new[] { (true, false), (false, true), (true, true) })
        {
            var answer = await SendAsync(inBody ? ApiHost.AdminToken : null, inHeader ? "Bearer " + ApiHost.AdminToken : null, wire);

            Assert.That(answer.Error, Is.Zero, answer.Body);
        }
    }

    [TestCase("bearer " + ApiHost.AdminToken, 0)]
    [TestCase("Bearer   " + ApiHost.AdminToken + " ", 0)]
    [TestCase(ApiHost.AdminToken, 401)]
    [TestCase("Bearer", 401)]
    [TestCase("Basic " + ApiHost.AdminToken, 401)]
    [TestCase("Bearer " + ApiHost.AdminToken + ", Bearer " + ApiHost.AdminToken, 401)]
    public async Task Token_WhenTheHeaderIsWrittenInAnotherWay_IsAcceptedOrNot(string header, int error) =>
        Assert.That((await SendAsync(null, header)).Error, Is.EqualTo(error));

    [TestCase(Wire.Json)]
    [TestCase(Wire.Xml)]
    public async Task Token_WhenBodyAndHeaderDiffer_Is401(Wire wire)
    {
        const string Good = ApiHost.AdminToken;
        foreach (var (inBody, inHeader) in new[] { (Good, Reader), (Reader, Good), (Unknown, Good), (Good, "x") })
        {
            Assert.That((await SendAsync(inBody, "Bearer " + inHeader, wire)).Error, Is.EqualTo(401));
        }
    }

    [Test]
    public async Task Token_WhenTheHeaderIsSentTwice_MustBeOneAndTheSame()
    {
        var call = new Call("accounts/list") { Headers = [("Authorization", "Bearer " + Reader)] };

        Assert.That((await call.AnswerAsync(Api.Client)).Error, Is.EqualTo(401));
    }

    [TestCase(Wire.Json)]
    [TestCase(Wire.Xml)]
    public async Task Token_WhateverIsWrongWithIt_IsAnsweredTheSameToTheByte(Wire wire)
    {
        var bodies = new HashSet<string>();
        foreach (var token in Useless)
        {
            bodies.Add((await SendAsync(token, null, wire)).Body);
            bodies.Add((await SendAsync(null, token is null ? null : "Bearer " + token, wire)).Body);

            // No text in the body is no token: then the header alone decides.
            if (!string.IsNullOrEmpty(token))
            {
                bodies.Add((await SendAsync(token, "Bearer " + ApiHost.AdminToken, wire)).Body);
            }
        }

        Assert.That(bodies, Is.EqualTo(new[]
        {
            wire == Wire.Json
                ? "{\"error\":401,\"error_text\":\"API token required\",\"request_id\":\"one\"}"
                : "<xml><data/><error>401</error><error_text>API token required</error_text><request_id>one</request_id></xml>",
        }));
    }

    [TestCase("{\"token\":5}")]
    [TestCase("{\"token\":true}")]
    [TestCase("{\"token\":[\"" + ApiHost.AdminToken + "\"]}")]
    [TestCase("{\"token\":{\"x\":1}}")]
    [TestCase("{\"token\":\"\\ud800\"}")]
    [TestCase("{\"Token\":\"" + ApiHost.AdminToken + "\"}")]
    [TestCase("{\"x\":{\"token\":\"" + ApiHost.AdminToken + "\"}}")]
    public async Task Token_WhenItIsNoTextOrElsewhere_Is401(string body)
    {
        var answer = await new Call("accounts/list") { Text = body, Token = null }.AnswerAsync(Api.Client);

        Assert.That(answer.Error, Is.EqualTo(401), answer.Body);
    }

    [TestCase("accounts/save", "{\"surplus\":1}")]
    [TestCase("accounts/save?limit=1&format=json", "{}")]
    [TestCase("accounts/save", "{\"format\":\"yaml\"}")]
    [TestCase("accounts/save", "not JSON")]
    [TestCase("accounts/get", "{\"id\":4711}")]
    public async Task Token_WhenTheRequestHasOtherProblemsToo_IsCheckedFirst(string path, string body)
    {
        var answer = await new Call(path) { Text = body, Token = Unknown }.AnswerAsync(Api.Client);

        Assert.That(answer.Error, Is.EqualTo(401), answer.Body);
        Assert.That(answer.Errors, Is.Empty);
    }

    [TestCase("token=" + ApiHost.AdminToken)]
    [TestCase("Token=" + ApiHost.AdminToken)]
    public async Task Token_WhenItIsInTheUrl_IsNeverAccepted(string query)
    {
        var alone = await new Call("accounts/list?" + query) { Token = null }.AnswerAsync(Api.Client);
        var besides = await new Call("accounts/list?" + query).AnswerAsync(Api.Client);

        Assert.That(alone.Error, Is.EqualTo(401), alone.Body);
        Assert.That(besides.Error, Is.EqualTo(400), besides.Body);
        Assert.That(besides.Errors[0].Code, Is.EqualTo("unknown_parameter"));
        Assert.That(besides.Body, Does.Not.Contain(ApiHost.AdminToken));
    }

    [TestCase(Wire.Json)]
    [TestCase(Wire.Xml)]
    public async Task Token_WhenItLacksTheScope_Is403BeforeAnyOtherProblem(Wire wire)
    {
        var read = await SendAsync(Reader, null, wire);
        var parameters = new JsonObject { ["token"] = Reader, ["surplus"] = 1 };
        var write = await new Call { Text = WireBody.Of(parameters, wire), Wire = wire, Token = null }.AnswerAsync(Api.Client);

        Assert.That(read.Error, Is.Zero, read.Body);
        Assert.That((write.Status, write.Error), Is.EqualTo((HttpStatusCode.Forbidden, 403)));
        Assert.That(write.ErrorText, Does.Contain("accounts.write"));
        Assert.That(write.Errors, Is.Empty);
    }

    [Test]
    public async Task Token_WhenItIsRevoked_StopsWorkingAtOnce()
    {
        var created = await SendAsync("tokens/create", new JsonObject { ["name"] = NewName(), ["scopes"] = new JsonArray("*") });
        var token = created.Data!["token"]!.ToString();
        var before = await SendAsync(token, null);
        await SendAsync("tokens/revoke", new JsonObject { ["id"] = created.Data!["id"]!.DeepClone() });

        await Task.Delay(TimeSpan.FromSeconds(1));
        var after = await SendAsync(token, null);

        Assert.That((before.Error, after.Error), Is.EqualTo((0, 401)));
    }

    private async Task<Answer> SendAsync(string? inBody, string? header, Wire wire = Wire.Json)
    {
        var parameters = inBody is null ? new JsonObject() : new JsonObject { ["token"] = inBody };
        return await new Call("accounts/list")
        {
            Text = WireBody.Of(parameters, wire),
            Wire = wire,
            Token = null,
            Headers = header is null ? [("X-Request-Id", "one")] : [("X-Request-Id", "one"), ("Authorization", header)],
        }.AnswerAsync(Api.Client);
    }
}
