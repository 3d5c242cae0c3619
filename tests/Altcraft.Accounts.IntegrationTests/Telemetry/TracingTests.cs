using System.Diagnostics;
using System.Text;

namespace Altcraft.Accounts.IntegrationTests.Telemetry;

/// <summary>Traces as a collector gets them from the service in a process of its own (docs/observability.md).</summary>
[TestFixture]
internal sealed class TracingTests
{
    private const string Canary = "aat_CANARYCANARYCANARYCANARYCANARYCANARYCANARYC";
    private const string NameCanary = "canary-of-the-traces";

    private OtlpReceiver _collector = null!;
    private ServiceProcess _service = null!;
    private int _names;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _collector = await OtlpReceiver.StartAsync();
        _service = await ServiceProcess.ServeAsync(
            MeasuredService.ConnectionString,
            "--Telemetry:OtlpEndpoint=" + _collector.Address,
            "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf",
            "--OTEL_BSP_SCHEDULE_DELAY=100",
            "--OTEL_METRIC_EXPORT_INTERVAL=500");
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _service.DisposeAsync();
        await _collector.DisposeAsync();
    }

    [Test]
    public async Task Save_WhenTraced_HasSpansOfHttpOfTheCommandAndOfSqlInTheCallersTrace()
    {
        var (trace, parent) = (ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom());
        using var answer = await Save(("traceparent", $"00-{trace}-{parent}-01"), ("X-Request-Id", "traced-1")).SendAsync(_service.Client);
        var spans = await SpansOfAsync(trace.ToString(), span => span.ParentId == parent.ToString());

        var http = spans.Single(span => span.ParentId == parent.ToString());
        var command = spans.Single(span => span.Name == "SaveAccountCommand");
        var sql = spans.Where(span => span.Tags.GetValueOrDefault("db.query.text")?.Contains("insert into accounts", StringComparison.Ordinal) == true).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(http.Name, Is.EqualTo("POST api/v1.1/admin/accounts/save"));
            Assert.That(http.Tags["altcraft.request.id"], Is.EqualTo("traced-1"));
            Assert.That(http.Tags["altcraft.error_code"], Is.EqualTo("0"));
            Assert.That(command.ParentId, Is.EqualTo(http.SpanId));
            Assert.That(command.Tags["altcraft.request.id"], Is.EqualTo("traced-1"));
            Assert.That(sql, Has.Count.EqualTo(1));
            Assert.That(sql[0].ParentId, Is.EqualTo(command.SpanId));
        }
    }

    [Test]
    public async Task Save_WhenRefused_HasTheErrorCodeAndNoValueOfTheRow()
    {
        using var first = await MeasuredService.Save(NameCanary).SendAsync(_service.Client);
        var trace = ActivityTraceId.CreateRandom();
        var call = MeasuredService.Save(NameCanary) with { Headers = [("traceparent", Traceparent(trace))] };
        Assert.That((await call.AnswerAsync(_service.Client)).Error, Is.EqualTo(409));
        var spans = await SpansOfAsync(trace.ToString(), span => span.Name.StartsWith("POST", StringComparison.Ordinal));

        Assert.That(spans.Where(span => span.Tags.GetValueOrDefault("altcraft.error_code") == "409").Select(span => span.Name),
            Is.EquivalentTo(["SaveAccountCommand", "POST api/v1.1/admin/accounts/save"]));
        Assert.That(spans.Where(span => span.Tags.GetValueOrDefault("db.response.status_code") == "23505"), Is.Not.Empty);
        Assert.That(spans.Select(span => span.Events), Is.All.Zero);
        AssertNotExported(NameCanary);
    }

    [Test]
    public async Task Batch_WhenItCarriesOutSeveralRequests_IsLinkedWithEachOfThem()
    {
        List<ExportedSpan> batches = [];
        for (var i = 0; i < 10 && batches.Count == 0; i++)
        {
            await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Save().SendAsync(_service.Client)));
            await Task.Delay(500);
            batches = [.. _collector.Spans.Where(span => span.Name == "create batch" && span.Links.Count > 1)];
        }

        Assert.That(batches, Is.Not.Empty);
        var spans = _collector.Spans.ToDictionary(span => (span.TraceId, span.SpanId));
        var batch = batches[0];
        Assert.That(batch.Links.Select(link => spans[link].Name), Is.All.EqualTo("SaveAccountCommand"));
        Assert.That(batch.Links.Select(link => spans[link].Links), Is.All.EqualTo(new[] { (batch.TraceId, batch.SpanId) }));
        Assert.That(spans.Values.Where(span => span.ParentId == batch.SpanId && span.Tags.ContainsKey("db.query.text")), Has.Exactly(1).Items);
    }

    [Test]
    public async Task Token_WhereverItStands_IsNotExported()
    {
        var before = _collector.Spans.Count;
        (string, string)[] everywhere =
        [
            ("X-Request-Id", Canary), ("User-Agent", Canary), ("Idempotency-Key", Canary), ("Authorization", "Bearer " + Canary),
            ("traceparent", Traceparent(ActivityTraceId.CreateRandom())), ("tracestate", "x=" + Canary), ("baggage", "x=" + Canary), ("Cookie", Canary),
        ];
        Call[] calls =
        [
            new() { Text = $"{{\"token\":\"{Canary}\",\"name\":\"{Canary}\"}}", Headers = everywhere, Token = null },
            new() { Text = $"<xml><token>{Canary}</token><{Canary}/></xml>", Wire = Wire.Xml, Headers = everywhere, Token = null },
            new($"accounts/save?token={Canary}&{Canary}=1") { Headers = everywhere, Token = null },
            new($"accounts/{Canary}") { Headers = everywhere, Token = null },
            new() { Method = new HttpMethod(Canary), Headers = everywhere, Token = null, Body = null },
            new() { Text = $"{{\"name\":\"{Canary}\",\"{Canary}\":1}}", Headers = everywhere[..3] },
            MeasuredService.Save(Canary) with { Headers = everywhere[..2] },
            MeasuredService.Save(Canary) with { Headers = everywhere[..2] },
        ];
        foreach (var call in calls)
        {
            using var answer = await call.SendAsync(_service.Client);
        }

        await WaitAsync(() => _collector.Spans.Skip(before).Count(span => span.Tags.ContainsKey("http.request.method")) >= calls.Length);

        AssertNotExported(Canary);
        AssertNotExported(ApiHost.AdminToken);
    }

    [Test]
    public async Task Metrics_WhenTheEndpointIsSet_AreExportedToo()
    {
        await WaitAsync(() => _collector.Metrics.Count > 0);

        Assert.That(Encoding.UTF8.GetString(_collector.Metrics[^1]), Does.Contain("altcraft.accounts.database.up").And.Contain("altcraft-accounts"));
    }

    private static string Traceparent(ActivityTraceId trace) => $"00-{trace}-{ActivitySpanId.CreateRandom()}-01";

    private static async Task WaitAsync(Func<bool> isDone)
    {
        for (var waited = Stopwatch.StartNew(); !isDone(); await Task.Delay(50))
        {
            Assert.That(waited.Elapsed, Is.LessThan(TimeSpan.FromSeconds(30)), "The collector did not get it.");
        }
    }

    private Call Save(params (string Name, string Value)[] headers) =>
        MeasuredService.Save($"traced-{Interlocked.Increment(ref _names)}") with { Headers = headers };

    private async Task<List<ExportedSpan>> SpansOfAsync(string trace, Func<ExportedSpan, bool> last)
    {
        await WaitAsync(() => _collector.Spans.Any(span => span.TraceId == trace && last(span)));
        return [.. _collector.Spans.Where(span => span.TraceId == trace)];
    }

    private void AssertNotExported(string text)
    {
        Assert.That(_collector.Bodies, Is.Not.Empty);
        Assert.That(_collector.Bodies.Where(body => body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0), Is.Empty);
    }
}
