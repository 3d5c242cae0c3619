using System.Threading.RateLimiting;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Altcraft.Accounts.Api.Panel;

/// <summary>
/// Serves the admin panel: the files that <c>dotnet publish Altcraft.Accounts.Panel</c> has made, compressed when it was published. It is a
/// client of the API like any other; the service gives it nothing but its files.
/// </summary>
internal static class PanelSetup
{
    public const string PagePath = "/panel";

    private const string Manifest = "Altcraft.Accounts.Panel.staticwebassets.endpoints.json";

    // A first visit asks for 60 files over 6 connections.
    private const int MaxReaders = 64;
    private const int MaxWaiting = 512;

    // WebAssembly needs wasm-unsafe-eval. There is no inline script or style, and nothing from another host.
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "base-uri 'self'; form-action 'none'; frame-ancestors 'none'";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void AddPanel(this IServiceCollection services) => services.AddOptions<PanelOptions>().BindConfiguration("Panel")
        .Validate(
            options => !options.Enabled || File.Exists(options.PathOf(Manifest)),
            "Panel:Enabled is true, but Panel:Directory has no panel: publish it there with \"dotnet publish Altcraft.Accounts.Panel -c Release -o DIRECTORY\", "
            + "or set Panel:Enabled to false.")
        .ValidateOnStart();

    public static void MapPanel(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<PanelOptions>>().Value;
        if (!options.Enabled)
        {
            return;
        }

        var files = options.PathOf("wwwroot");
        var page = Path.Combine(files, "index.html");
        var limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = MaxReaders, QueueLimit = MaxWaiting });
        app.Lifetime.ApplicationStopped.Register(limiter.Dispose);

        // Map it before any other static files: there are none.
        app.Environment.WebRootFileProvider = new PhysicalFileProvider(files);
        app.MapGroup(PagePath).MapStaticAssets(options.PathOf(Manifest))
            .Add(endpoint => endpoint.RequestDelegate = Limited(limiter, endpoint.RequestDelegate!));

        // Each screen has an address of its own, and all are the same page.
        app.MapMethods(PagePath + "/{*screen:nonfile}", Reading, Limited(limiter, context =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.Headers.CacheControl = "no-cache";
            return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.SendFileAsync(page, context.RequestAborted);
        })).ExcludeFromDescription();
    }

    private static RequestDelegate Limited(ConcurrencyLimiter limiter, RequestDelegate send) => async context =>
    {
        using var lease = await limiter.AcquireAsync(1, context.RequestAborted);
        if (!lease.IsAcquired)
        {
            // Thousands of pipelined requests may follow, and refusing each of them would cost more than the file.
            context.Response.Headers.Connection = "close";
            throw new AccountsException(Failure.TooManyRequests);
        }

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers["Referrer-Policy"] = "no-referrer";

        // The asset's own says how long it may be kept: for ever where the name has a hash of the content.
        headers.Remove(HeaderNames.CacheControl);
        await send(context);
    };
}
