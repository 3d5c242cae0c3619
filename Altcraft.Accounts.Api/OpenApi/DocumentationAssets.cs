using System.Collections.Frozen;
using System.IO.Compression;
using System.Threading.RateLimiting;
using Altcraft.Accounts.Api.Protocol;
using Microsoft.Net.Http.Headers;
using Scalar.AspNetCore;

namespace Altcraft.Accounts.Api.OpenApi;

/// <summary>
/// The scripts of the documentation page, kept compressed in memory once one was asked for. The package would decompress 4.9 MB for each request. They are sent in
/// chunks to a limited number of clients at once, so that slow or many readers cost little.
/// </summary>
internal sealed class DocumentationAssets : IDisposable
{
    private const int MaxReaders = 32;

    private static readonly string[] Names = ["scalar.js", "scalar.aspnetcore.js"];

    private readonly Lazy<FrozenDictionary<string, byte[]>> _compressed = new(() => Names.ToFrozenDictionary(name => name, Read));
    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions { PermitLimit = MaxReaders, QueueLimit = 0 });

    public static bool Has(string name) => Names.Contains(name);

    /// <summary>Sends the script.</summary>
    /// <exception cref="AccountsException">429: too many clients are reading scripts.</exception>
    public async Task SendAsync(HttpContext context, string name)
    {
        using var lease = _limiter.AttemptAcquire();
        if (!lease.IsAcquired)
        {
            // Thousands of pipelined requests may follow, and refusing each of them would cost more than the script.
            context.Response.Headers.Connection = "close";
            throw new AccountsException(Failure.TooManyRequests);
        }

        var response = context.Response;
        var compressed = _compressed.Value[name];
        response.ContentType = "text/javascript; charset=utf-8";
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            response.Headers.ContentEncoding = "gzip";
            response.ContentLength = compressed.Length;
            await response.BodyWriter.WriteChunksAsync(compressed, context.RequestAborted);
            return;
        }

        // Every browser accepts gzip. This is for tools such as curl.
        await using var script = new GZipStream(new MemoryStream(compressed), CompressionMode.Decompress);
        await script.CopyToAsync(response.Body, context.RequestAborted);
    }

    public void Dispose() => _limiter.Dispose();

    private static byte[] Read(string name)
    {
        var assembly = typeof(ScalarOptions).Assembly;
        using var resource = assembly.GetManifestResourceStream(assembly.GetManifestResourceNames().Single(full => full.EndsWith("." + name, StringComparison.Ordinal)))!;
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return bytes.ToArray();
    }
}
