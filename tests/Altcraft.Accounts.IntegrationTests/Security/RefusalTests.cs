using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;

namespace Altcraft.Accounts.IntegrationTests.Security;

/// <summary>Who was refused can be found in the log, also where requests are not logged, and guessing does not fill it.</summary>
[TestFixture]
public sealed partial class RefusalTests
{
    private const string Wrong = "aat_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";

    private readonly TestClock _clock = new();
    private ApiHost _api = null!;

    [SetUp]
    public async Task StartAsync() => _api = await ApiHost.StartAsync(
        configure: services => services.AddSingleton<TimeProvider>(_clock),
        settings: [("WrongTokens:PerMinute", "2"), ("Proxies:Known", "127.0.0.1")]);

    [TearDown]
    public async Task StopAsync() => await _api.DisposeAsync();

    [Test]
    public async Task Refusal_WhenAnswered_IsAWarningWithAddressAndToken([Values] Wire wire)
    {
        var (id, secret) = await CreateAsync("tokens");
        var (revoked, oldSecret) = await CreateAsync("tokens");
        await SendAsync(ApiHost.AdminToken, "tokens/revoke", new JsonObject { ["id"] = revoked }, wire, "r");

        await SendAsync(null, "accounts/list", [], wire, "none");
        await SendAsync(secret, "accounts/list", [], wire, "scope");
        await SendAsync(secret, "tokens/create", new JsonObject { ["name"] = "n", ["scopes"] = new JsonArray("*") }, wire, "grant");
        await SendAsync(oldSecret, "accounts/list", [], wire, "revoked");
        await SendAsync(Wrong, "accounts/list", [], wire, "unknown");
        await SendAsync(Wrong, "accounts/list", [], wire, "often");

        const string List = "POST /api/v1.1/admin/accounts/list address=203.0.113.9";
        Assert.That(() => Warnings(), Is.EqualTo(new[]
        {
            $"Refused with 401: {List} token=- request=none",
            $"Refused with 403: {List} token={id} request=scope",
            $"Refused with 403: POST /api/v1.1/admin/tokens/create address=203.0.113.9 token={id} request=grant",
            $"Refused with 401: {List} token={revoked} request=revoked",
            $"Refused with 401: {List} token=- request=unknown",
            $"Refused with 429: {List} token=- request=often",
        }).After(5000, 20));
        Assert.That(string.Join(' ', Warnings()), Does.Not.Contain("aat_"));
    }

    [Test]
    public async Task Refusals_WhenThereAreMany_AreTenASecondAndANumber()
    {
        const int Sent = 60;
        await Task.WhenAll(Enumerable.Range(0, Sent).Select(_ => SendAsync(Wrong, "accounts/list", [], Wire.Json, "many")));

        Assert.That(() => Warnings().Sum(Count), Is.EqualTo(Sent).After(5000, 20));
        var lines = Warnings().Count(line => !line.Contains(" more ", StringComparison.Ordinal));
        Assert.That(lines, Is.GreaterThanOrEqualTo(10).And.LessThan(Sent));
    }

    [Test]
    public async Task Refusal_WhereRequestsAreNotLogged_IsLogged([Values] bool logsJson)
    {
        await using var service = await ServiceProcess.ServeAsync(
            _api.ConnectionString,
            "--Logging:LogLevel:Default=Warning",
            "--Logging:LogLevel:Altcraft.Accounts.Api.Hosting=Information",
            $"--Logging:Json={logsJson}");
        await new Call("accounts/list").AnswerAsync(service.Client);
        await new Call("accounts/list") { Token = Wrong, Headers = [("X-Request-Id", "refused")] }.AnswerAsync(service.Client);

        const string Refused = "Refused with 401: POST /api/v1.1/admin/accounts/list address=127.0.0.1 token=- request=refused";
        Assert.That(() => service.Lines, Has.Some.Contains(Refused).After(5000, 20));
        Assert.That(service.Lines, Has.None.Contains("accounts/list 200"));
        if (logsJson)
        {
            var line = JsonNode.Parse(service.Lines.Single(line => line.Contains("Refused", StringComparison.Ordinal)))!;
            Assert.That((line["LogLevel"]!.ToString(), line["State"]!["Address"]!.ToString()), Is.EqualTo(("Warning", "127.0.0.1")));
        }
    }

    [Test]
    public async Task Request_WhenLogged_HasTheCallersAddress([Values] Wire wire)
    {
        await SendAsync(ApiHost.AdminToken, "accounts/list", [], wire, "logged");

        const string Line = "accounts/list 200 .* request=logged token=1 address=203.0.113.9 trace=";
        Assert.That(() => _api.Log, Has.Some.Match(Line).After(5000, 20));
    }

    private List<string> Warnings() =>
    [
        .. _api.Log.Where(line => line.StartsWith("Warning: Refused", StringComparison.Ordinal))
            .Select(line => line["Warning: ".Length..].Trim()),
    ];

    private static int Count(string line) =>
        More().Match(line) is { Success: true } more ? int.Parse(more.Groups[1].Value, CultureInfo.InvariantCulture) : 1;

    private async Task<(long Id, string Secret)> CreateAsync(params string[] scopes)
    {
        var parameters = new JsonObject { ["name"] = "t", ["scopes"] = new JsonArray([.. scopes.Select(scope => (JsonNode)scope)]) };
        var answer = await SendAsync(ApiHost.AdminToken, "tokens/create", parameters, Wire.Json, "create");
        return ((long)answer.Data!["id"]!, answer.Data["token"]!.ToString());
    }

    private Task<Answer> SendAsync(string? token, string path, JsonObject parameters, Wire wire, string requestId) => new Call(path)
    {
        Text = WireBody.Of(parameters, wire),
        Wire = wire,
        Token = token,
        Headers = [("X-Request-Id", requestId), ("X-Forwarded-For", "\"x, 203.0.113.9")],
    }.AnswerAsync(_api.Client);

    [GeneratedRegex(" ([0-9]+) more requests in the last second$")]
    private static partial Regex More();
}
