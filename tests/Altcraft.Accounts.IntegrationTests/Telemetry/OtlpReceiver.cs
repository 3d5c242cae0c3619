using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Altcraft.Accounts.IntegrationTests.Telemetry;

/// <summary>A collector: takes OTLP over HTTP on a free port and keeps every byte.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Path, byte[] Body)> _received = new();

    private OtlpReceiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            _received.Enqueue((context.Request.Path, body.ToArray()));
        });
    }

    public string Address => _app.Urls.Single();

    /// <summary>Every byte that came, whatever it was.</summary>
    public IReadOnlyList<byte[]> Bodies => [.. _received.Select(request => request.Body)];

    public IReadOnlyList<ExportedSpan> Spans =>
        [.. _received.Where(request => request.Path == "/v1/traces").SelectMany(request => ExportedSpan.OfRequest(request.Body))];

    /// <summary>The metrics as they came.</summary>
    public IReadOnlyList<byte[]> Metrics => [.. _received.Where(request => request.Path == "/v1/metrics").Select(request => request.Body)];

    public static async Task<OtlpReceiver> StartAsync()
    {
        var receiver = new OtlpReceiver();
        await receiver._app.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
