using System.Text;
using System.Text.Json.Nodes;
using Altcraft.Accounts.Domain.Tokens;
using Npgsql;

namespace Altcraft.Accounts.IntegrationTests.Security;

/// <summary>
/// Two tokens, the administrator's and one that nobody has, are planted wherever a request has room. Afterwards no answer, no line of
/// the log and no column of the database holds either of them (contract, section 3).
/// </summary>
[TestFixture(false)]
[TestFixture(true)]
public sealed class CanaryTests(bool logsJson)
{
    private readonly string _real = TokenSecret.New();
    private readonly string _madeUp = TokenSecret.New();
    private readonly List<string> _answers = [];
    private string _connectionString = string.Empty;
    private ServiceProcess _service = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _connectionString = await PostgresServer.NewDatabaseAsync();
        _service = await ServiceProcess.ServeAsync(
            _connectionString, "--Bootstrap:AdminToken=" + _real, $"--Logging:Json={logsJson}", "--WrongTokens:PerMinute=0");
        await PlantAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _service.DisposeAsync();

    [Test]
    public void Answers_HoldNoPlantedToken()
    {
        Assert.That(_answers, Has.Count.GreaterThan(300));
        AssertClean(_answers);
    }

    [Test]
    public void Log_HoldsNoPlantedToken()
    {
        Assert.That(_service.Lines, Has.Count.GreaterThan(300).And.Some.Contains("failed").And.Some.Contains("aat_***"));
        AssertClean(_service.Lines);
    }

    [Test]
    public async Task Database_HoldsNoPlantedToken()
    {
        await using var source = NpgsqlDataSource.Create(_connectionString);
        var tables = await ListAsync(source, "select quote_ident(tablename) from pg_tables where schemaname = 'public'");
        Assert.That(tables, Is.SupersetOf(new[] { "accounts", "audit_entries_default", "idempotency_keys", "tokens", "tariffs" }));

        var rows = new List<string>();
        foreach (var table in tables)
        {
            rows.AddRange(await ListAsync(source, $"select '{table}: ' || t::text from only {table} t"));
        }

        Assert.That(rows, Has.Some.StartsWith("accounts: ").And.Some.StartsWith("idempotency_keys: ").And.Some.Contains("account.create"));
        AssertClean(rows);
    }

    private static async Task<IReadOnlyList<string>> ListAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<string>();
        while (await reader.ReadAsync())
        {
            values.Add(reader.GetString(0));
        }

        return values;
    }

    // As it is, and as what a column of bytes or a header in Base64 would show.
    private void AssertClean(IEnumerable<string> texts)
    {
        string[] signs = [.. new[] { _real, _madeUp }.SelectMany(token => new[]
        {
            token[4..],
            Convert.ToHexStringLower(Encoding.UTF8.GetBytes(token)),
            Convert.ToBase64String(Encoding.UTF8.GetBytes(token)).TrimEnd('='),
        })];
        Assert.That(texts.Where(text => signs.Any(sign => text.Contains(sign, StringComparison.OrdinalIgnoreCase))), Is.Empty);
    }

    private async Task PlantAsync()
    {
        await SendAsync(new Call("tariffs/save") { Text = "{\"name\":\"example tariff\"}" });
        foreach (var canary in new[] { _real, _madeUp })
        {
            foreach (var wire in Enum.GetValues<Wire>())
            {
                await PlantInParametersAsync(canary, wire);
                await PlantBesideTheBodyAsync(canary, wire);
            }

            await PlantInMarkupAsync(canary);
            await PlantInWhatIsNoRequestAsync(canary);
        }

        await PlantInAFailureAsync();
    }

    private async Task PlantInParametersAsync(string canary, Wire wire)
    {
        foreach (var parameter in await TextParameter.AllAsync(_service.Client))
        {
            foreach (var text in new[] { canary, $"see {canary}." })
            {
                await SendAsync(new Call(parameter.Endpoint) { Text = WireBody.Of(parameter.With(text, "canary"), wire), Wire = wire });
            }
        }

        // The token as such: accepted or not, and the account with its journal entry and its Idempotency-Key is there.
        var account = new JsonObject
        {
            ["token"] = canary,
            ["name"] = "steve " + wire,
            ["title"] = "a",
            ["tz"] = "UTC",
            ["tariff"] = "example tariff",
            ["reports_day"] = 1,
            ["reports_hour"] = 1,
        };
        await SendAsync(new Call { Text = WireBody.Of(account, wire), Wire = wire, Token = canary, Headers = [("Idempotency-Key", "key" + wire)] });
        await SendAsync(new Call { Text = WireBody.Of(account, wire), Wire = wire, Token = null });
    }

    private async Task PlantBesideTheBodyAsync(string canary, Wire wire)
    {
        var body = WireBody.Of(new JsonObject { ["name"] = "by header " + canary[^5..].Replace('-', 'x') + wire }, wire);
        foreach (var header in new[]
            { "User-Agent", "X-Request-Id", "Idempotency-Key", "Accept", "Referer", "Cookie", "X-Forwarded-For", "traceparent", "tracestate", "X-Any", "Origin" })
        {
            await SendAsync(new Call("tariffs/save") { Text = body, Wire = wire, Headers = [(header, canary)] });
        }

        foreach (var path in new[]
            { "tariffs/list?token=" + canary, $"tariffs/list?{canary}=1", "tariffs/list?format=" + canary, canary, "tariffs/" + canary, $"/{canary}", "tariffs/%61" + canary[1..] })
        {
            await SendAsync(new Call(path) { Text = wire == Wire.Json ? "{}" : "<xml/>", Wire = wire });
            await SendAsync(new Call(path) { Text = wire == Wire.Json ? "{}" : "<xml/>", Wire = wire, Token = null, Method = HttpMethod.Put });
        }

        await SendAsync(new Call("tariffs/list") { Text = body, ContentType = "application/" + canary });
    }

    private async Task PlantInMarkupAsync(string canary)
    {
        foreach (var json in new[]
            { $"{{\"{canary}\":1}}", $"{{\"name\":{{\"{canary}\":1}}}}", $"{{\"name\":\"{canary}", $"{canary}", $"{{\"token\":\"{canary}\",,}}", $"[\"{canary}\"]" })
        {
            await SendAsync(new Call("tariffs/save") { Text = json });
        }

        foreach (var xml in new[]
        {
            $"<xml><{canary}>1</{canary}></xml>", $"<xml><name {canary}='1'/></xml>", $"<xml><name x='{canary}'/></xml>", $"<{canary}/>", $"<xml><!--{canary}--></xml>",
            $"<xml><?{canary} {canary}?></xml>", $"<xml><name><![CDATA[{canary}]]></name></xml>", $"<xml xmlns='{canary}'/>", $"<xml><{canary}:name/></xml>",
            $"<xml><name>&{canary};</name></xml>", $"<!DOCTYPE {canary}><xml/>", $"<xml><name>{canary}", $"<xml>{canary}</xml>",
        })
        {
            await SendAsync(new Call("tariffs/save") { Text = xml, Wire = Wire.Xml });
        }
    }

    private async Task PlantInWhatIsNoRequestAsync(string canary)
    {
        foreach (var text in new[]
            { canary, $"POST {canary} HTTP/1.1", $"POST /{canary} {canary}", "POST / HTTP/1.1\r\n" + canary, $"{canary} / HTTP/1.1\r\nHost: x\r\nContent-Length: 0", $"POST / HTTP/1.1\r\nHost: {canary} x" })
        {
            using var connection = await RawConnection.OpenAsync(_service.Client.BaseAddress!);
            await connection.SendAsync(text.Replace("Content-Length", "Connection: close\r\nContent-Length", StringComparison.Ordinal) + "\r\n\r\n");
            _answers.Add(await connection.ReadToEndAsync());
        }
    }

    private async Task PlantInAFailureAsync()
    {
        await PostgresServer.ExecuteAsync(_connectionString, "alter table tariffs rename column description to hidden");
        var call = new Call("tariffs/save") { Text = $"{{\"token\":\"{_real}\",\"name\":\"failure\"}}" };
        await SendAsync(call);
        Assert.That(_answers[^1], Does.Contain("\"error\":500"));
        await PostgresServer.ExecuteAsync(_connectionString, "alter table tariffs rename column hidden to description");
    }

    // With the right token in the header unless the call says otherwise, so that what is planted is not stopped at the door.
    private async Task SendAsync(Call call)
    {
        using var response = await (call.Token == ApiHost.AdminToken ? call with { Token = _real } : call).SendAsync(_service.Client);
        _answers.Add($"{response}\n{await response.Content.ReadAsStringAsync()}");
    }
}
