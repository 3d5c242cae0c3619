using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Altcraft.Accounts.IntegrationTests.Security;

/// <summary>20 wrong tokens a minute from one address, then 429 for wrong ones, never for a right one (contract, sections 2 and 3).</summary>
[TestFixture]
public sealed class WrongTokenTests
{
    private const int Limit = 20;
    private const string Wrong = "aat_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";

    private readonly TestClock _clock = new();
    private ApiHost _direct = null!;
    private ApiHost _proxied = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _direct = await StartAsync(("WrongTokens:PerMinute", "20"));
        _proxied = await StartAsync(("WrongTokens:PerMinute", "20"), ("Proxies:Known", "10.1.0.0/16, 127.0.0.1"));
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _direct.DisposeAsync();
        await _proxied.DisposeAsync();
    }

    [Test]
    public async Task WrongTokens_BeyondTheLimit_Are429AndARightOneStillWorks([Values] Wire wire)
    {
        string[] wrong = [Wrong, "nonsense", ApiHost.AdminToken[..^1]];
        for (var i = 0; i < Limit; i++)
        {
            Assert.That((await SendAsync(_direct, wrong[i % wrong.Length], wire)).Error, Is.EqualTo(401), "wrong token " + i);
        }

        foreach (var token in wrong)
        {
            var refused = await SendAsync(_direct, token, wire);
            Assert.That((refused.Status, refused.Error), Is.EqualTo((HttpStatusCode.TooManyRequests, 429)), refused.Body);
            Assert.That(refused.MediaType, Is.EqualTo(wire == Wire.Json ? "application/json" : "application/xml"));
            Assert.That(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, Is.InRange(1, 60));
            Assert.That(refused.RequestId, Is.Not.Null);
        }

        Assert.That((await SendAsync(_direct, null, wire)).Error, Is.EqualTo(401), "who sends none guesses none");
        Assert.That((await SendAsync(_direct, ApiHost.AdminToken, wire)).Error, Is.Zero);
    }

    [Test]
    public async Task ForwardedAddress_FromAnUnknownSender_ChangesNothing()
    {
        for (var i = 0; i < Limit; i++)
        {
            await SendAsync(_direct, Wrong, Wire.Json, Forwarded(i));
        }

        Assert.That((await SendAsync(_direct, Wrong, Wire.Json, Forwarded(4711))).Error, Is.EqualTo(429));
        Assert.That(await AddressOfASaveAsync(_direct, "192.0.2.1"), Is.EqualTo("127.0.0.1"));
    }

    [Test]
    public async Task ForwardedAddress_FromAKnownProxy_IsWhatCounts()
    {
        for (var i = 0; i < Limit; i++)
        {
            // What the caller has written itself stands to the left of what the proxies know.
            await SendAsync(_proxied, Wrong, Wire.Json, $"198.51.100.{i}, 192.0.2.1, 10.1.2.3");
        }

        Assert.That((await SendAsync(_proxied, Wrong, Wire.Xml, "192.0.2.1")).Error, Is.EqualTo(429));
        Assert.That((await SendAsync(_proxied, Wrong, Wire.Json, "::ffff:192.0.2.1")).Error, Is.EqualTo(429));
        Assert.That((await SendAsync(_proxied, ApiHost.AdminToken, Wire.Json, "192.0.2.1")).Error, Is.Zero);
        Assert.That((await SendAsync(_proxied, Wrong, Wire.Json, "192.0.2.2")).Error, Is.EqualTo(401));
        Assert.That((await SendAsync(_proxied, Wrong, Wire.Json)).Error, Is.EqualTo(401));
        Assert.That(await AddressOfASaveAsync(_proxied, "198.51.100.1, 192.0.2.1, 10.1.2.3"), Is.EqualTo("192.0.2.1"));
    }

    [Test]
    public async Task ForwardedAddress_OfIpv6_CountsByItsNetwork()
    {
        for (var i = 0; i < Limit; i++)
        {
            await SendAsync(_proxied, Wrong, Wire.Json, $"2001:db8:1:2:{i}::1");
        }

        Assert.That((await SendAsync(_proxied, Wrong, Wire.Json, "2001:db8:1:2:ffff::2")).Error, Is.EqualTo(429));
        Assert.That((await SendAsync(_proxied, Wrong, Wire.Json, "2001:db8:1:3::1")).Error, Is.EqualTo(401));
    }

    [Test]
    public async Task ForwardedAddress_ThatIsNone_IsTheProxys([Values("nonsense", "unknown", "256.1.1.1", "192.0.2.1;", "")] string header)
    {
        Assert.That(await AddressOfASaveAsync(_proxied, header), Is.EqualTo("127.0.0.1"));
    }

    [Test]
    public async Task ForwardedAddress_WithThePlatformsOwnSwitch_IsStillNotBelieved()
    {
        await using var service = await ServiceProcess.ServeAsync(_direct.ConnectionString, "--ForwardedHeaders_Enabled=true");

        Assert.That(await AddressOfASaveAsync(_direct, "192.0.2.1", service.Client), Is.EqualTo("127.0.0.1"));
    }

    [TestCase("--WrongTokens:PerMinute=-1", "WrongTokens:PerMinute must be a whole number from 0 to 1000; it is \"-1\".")]
    [TestCase("--Proxies:Known=proxy.example.com", "Proxies:Known must hold addresses or networks")]
    public async Task Setting_WhenItIsWrong_EndsTheStartInOneSentence(string argument, string sentence)
    {
        var (exitCode, output, error) = await ServiceProcess.RunAsync(_direct.ConnectionString, "serve", "--urls=http://127.0.0.1:0", argument);

        Assert.That((exitCode, output), Is.EqualTo((2, string.Empty)));
        Assert.That(error, Does.StartWith(sentence).And.Not.Contain("\n"));
    }

    private static string Forwarded(int i) => string.Create(CultureInfo.InvariantCulture, $"192.0.{i / 256}.{i % 256}");

    private static async Task<string> AddressOfASaveAsync(ApiHost api, string forwarded, HttpClient? client = null)
    {
        var name = "t" + Guid.NewGuid().ToString("N");
        var parameters = new JsonObject { ["token"] = ApiHost.AdminToken, ["name"] = name };
        var answer = await Answer.OfAsync(client ?? api.Client, "tariffs/save", parameters.ToJsonString(), Wire.Json, ("X-Forwarded-For", forwarded));
        Assert.That(answer.Error, Is.Zero, answer.Body);
        return await api.ScalarAsync<string>(
            $"select host(address::inet) from audit_entries where object_type = 'tariff' and object_id = {answer.SavedId}");
    }

    private static Task<Answer> SendAsync(ApiHost api, string? token, Wire wire, string? forwarded = null)
    {
        var parameters = token is null ? new JsonObject() : new JsonObject { ["token"] = token };
        return Answer.OfAsync(
            api.Client, "accounts/list", WireBody.Of(parameters, wire), wire, forwarded is null ? [] : [("X-Forwarded-For", forwarded)]);
    }

    private Task<ApiHost> StartAsync(params (string Key, string Value)[] settings) =>
        ApiHost.StartAsync(configure: services => services.AddSingleton<TimeProvider>(_clock), settings: settings);
}
