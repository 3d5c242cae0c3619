using System.Diagnostics.Metrics;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Altcraft.Accounts.IntegrationTests.Overload;

/// <summary>More than can be carried out: 429 at once for what gets no permit, 503 for what is not done in time (contract, section 2).</summary>
[TestFixture, NonParallelizable]
public sealed class OverloadTests : ApiTest
{
    // One token gets half of what is carried out at once.
    protected override (string Key, string Value)[] Settings =>
        [("Limits:ConcurrentRequests", "4"), ("Limits:QueuedRequests", "1"), ("Limits:DeadlineSeconds", "3")];

    [Test]
    public async Task Request_WhenNoPermitIsLeft_Is429InItsFormatAtOnce([Values] Wire wire)
    {
        var other = (await SendAsync("tokens/create", new JsonObject { ["name"] = NewName("token"), ["scopes"] = new JsonArray("accounts.read") })).Data!["token"]!.ToString();
        long counted = 0;
        using var meters = Listen(count => Interlocked.Add(ref counted, count));
        await using var hold = await Hold.AccountsAsync(Api.Database);
        var served = Enumerable.Range(0, 3).Select(_ => SendAsync("accounts/save", NewAccount())).ToList();
        await hold.WaitForAsync(2);

        var refused = await SendAsync("accounts/list", new JsonObject(), wire);
        var withoutAToken = await SendTextAsync("accounts/list?format=" + (wire == Wire.Json ? "xml" : "json"), "{}", wire);
        var otherToken = await SendTextAsync("accounts/list", WireBody.Of(new JsonObject(), wire), wire, ("Authorization", "Bearer " + other));
        using var live = await Api.Client.GetAsync("/health/live");
        using var ready = await Api.Client.GetAsync("/health/ready");
        await hold.DisposeAsync();

        Assert.That(((int)refused.Status, refused.Error, refused.Headers.RetryAfter!.ToString()), Is.EqualTo((429, 429, "1")), refused.Body);
        Assert.That(refused.MediaType, Is.EqualTo(wire == Wire.Json ? "application/json" : "application/xml"));
        Assert.That(refused.RequestId, Is.EqualTo(refused.Headers.GetValues("X-Request-Id").Single()));
        Assert.That((withoutAToken.Error, withoutAToken.MediaType), Is.EqualTo((401, wire == Wire.Json ? "application/xml" : "application/json")));
        Assert.That(otherToken.Error, Is.Zero, "another token has its own half");
        Assert.That((live.IsSuccessStatusCode, ready.IsSuccessStatusCode), Is.EqualTo((true, true)));
        Assert.That((await Task.WhenAll(served)).Select(answer => answer.Error), Is.All.Zero);
        Assert.That(counted, Is.EqualTo(1));
        Assert.That(Api.Log, Has.Some.Contains("Overloaded"));
    }

    [Test]
    public async Task Request_WhenNoPermitIsLeft_IsCountedUnderItsEndpoint()
    {
        var routes = new System.Collections.Concurrent.ConcurrentBag<object?>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "http.server.request.duration")
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            var labels = tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value);
            if (labels["http.response.status_code"] is StatusCodes.Status429TooManyRequests)
            {
                routes.Add(labels.GetValueOrDefault("http.route"));
            }
        });
        listener.Start();
        await using var hold = await Hold.AccountsAsync(Api.Database);
        var served = Enumerable.Range(0, 3).Select(_ => SendAsync("accounts/save", NewAccount())).ToList();
        await hold.WaitForAsync(2);

        var refused = await SendAsync("accounts/list", new JsonObject());
        await hold.DisposeAsync();
        await Task.WhenAll(served);

        Assert.That(refused.Error, Is.EqualTo(429), refused.Body);
        Assert.That(() => routes, Is.EqualTo(new[] { "api/v1.1/admin/accounts/list" }).After(2000, 20));
    }

    [Test]
    public async Task Request_WhenABodyArrivesSlowly_TakesNoPermit()
    {
        var slow = new List<TcpClient>();
        for (var i = 0; i < 5; i++)
        {
            var client = new TcpClient();
            await client.ConnectAsync(Api.Address.Host, Api.Address.Port);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                "POST /api/v1.1/admin/accounts/list HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{"));
            slow.Add(client);
        }

        await Task.Delay(200);
        var answer = await SendAsync("accounts/list", new JsonObject());

        Assert.That(answer.Error, Is.Zero, answer.Body);
        slow.ForEach(client => client.Dispose());
    }

    [Test]
    public async Task Request_WhenItsTimeIsOver_Is503AndChangesNothing([Values] Wire wire)
    {
        var parameters = NewAccount();
        await Api.ExecuteAsync("""
            create function dawdle() returns trigger language plpgsql as $$ begin perform pg_sleep(5); return new; end $$;
            create trigger dawdle before insert on accounts for each row execute function dawdle()
            """);
        Answer answer;
        try
        {
            // A key, so that it has a transaction of its own.
            answer = await SendAsync("accounts/save", parameters, wire, ("Idempotency-Key", NewName("key")));
        }
        finally
        {
            await Api.ExecuteAsync("drop trigger dawdle on accounts; drop function dawdle()");
        }

        Assert.That((answer.Error, answer.Headers.RetryAfter!.ToString()), Is.EqualTo((503, "1")), answer.Body);
        Assert.That(await CountAccountsAsync(parameters["name"]!.ToString()), Is.Zero);
        Assert.That((await SendAsync("accounts/save", parameters, wire)).Error, Is.Zero);
    }

    private static MeterListener Listen(Action<long> count)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "altcraft.accounts.requests.rejected")
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => count(value));
        listener.Start();
        return listener;
    }
}
