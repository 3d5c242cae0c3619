using System.Threading.RateLimiting;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;

namespace Altcraft.Accounts.Api.Panel;

/// <summary>Section <c>Panel</c> of the configuration.</summary>
internal sealed class PanelOptions
{
    /// <summary>Whether <c>/panel</c> is served. False by default.</summary>
    public bool Enabled { get; init; }

    /// <summary>Where the published panel is; <c>panel</c> beside the program by default.</summary>
    public string Directory { get; init; } = Path.Combine(AppContext.BaseDirectory, "panel");
}

/// <summary>
/// Serves the admin panel: the files that <c>dotnet publish Altcraft.Accounts.Panel</c> has made, compressed when it was published. It is a
/// client of the API like any other; the service gives it nothing but its files.
/// </summary>
internal static class PanelSetup
{
    public const string Path = "/panel";

    private const int MaxReaders = 64;

    // WebAssembly needs wasm-unsafe-eval. There is no inline script or style, and nothing from another host.
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "base-uri 'self'; form-action 'none'; frame-ancestors 'none'";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void AddPanel(this WebApplicationBuilder builder) => builder.Services.AddOptions<PanelOptions>().BindConfiguration("Panel");

    public static void MapPanel(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<PanelOptions>>().Value;
        if (!options.Enabled)
        {
            return;
        }

        var files = System.IO.Path.Combine(options.Directory, "wwwroot");
        app.Environment.WebRootFileProvider = new PhysicalFileProvider(files);
        var limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = MaxReaders, QueueLimit = MaxReaders });
        app.Lifetime.ApplicationStopped.Register(limiter.Dispose);
        app.MapGroup(Path).MapStaticAssets(System.IO.Path.Combine(options.Directory, "Altcraft.Accounts.Panel.staticwebassets.endpoints.json"))
            .Add(endpoint => endpoint.RequestDelegate = Limited(limiter, endpoint.RequestDelegate!));
        var page = System.IO.Path.Combine(files, "index.html");
        app.MapMethods(Path + "/{*screen:nonfile}", Reading, Limited(limiter, context =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.Headers.CacheControl = "no-cache";
            return context.Response.SendFileAsync(page);
        }));
    }

    private static RequestDelegate Limited(ConcurrencyLimiter limiter, RequestDelegate send) => async context =>
    {
        using var lease = await limiter.AcquireAsync(1, context.RequestAborted);
        if (!lease.IsAcquired)
        {
            context.Response.Headers.Connection = "close";
            throw new AccountsException(Failure.TooManyRequests);
        }

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers["Referrer-Policy"] = "no-referrer";

        // The file says how long it may be kept.
        headers.Remove("Cache-Control");
        await send(context);
    };
}
