using Microsoft.AspNetCore.Http.Metadata;
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

    // A first visit asks for 60 files over 6 connections.
    private const int MaxReaders = 64;
    private const int MaxWaiting = 512;

    // WebAssembly needs wasm-unsafe-eval. There is no inline script or style, and nothing from another host.
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "base-uri 'self'; form-action 'none'; frame-ancestors 'none'";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void AddPanel(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<PanelOptions>, PanelOptionsValidator>();
        services.AddOptions<PanelOptions>().BindConfiguration("Panel").ValidateOnStart();
        services.AddSingleton(_ => new PanelReaders(MaxReaders, MaxWaiting));
    }

    public static void MapPanel(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<PanelOptions>>().Value;
        if (!options.Enabled)
        {
            return;
        }

        var files = options.PathOf(PanelOptions.Files);
        var page = Path.Combine(files, "index.html");

        // Map it before any other static files: there are none.
        app.Environment.WebRootFileProvider = new PhysicalFileProvider(files);
        var panel = app.MapGroup(PagePath);
        panel.MapStaticAssets(options.PathOf(PanelOptions.Manifest));

        // Each screen has an address of its own, and all are the same page.
        panel.MapMethods("/{*screen:nonfile}", Reading, context =>
        {
            if (!context.Request.Path.StartsWithSegments(PagePath, StringComparison.Ordinal))
            {
                // /Panel: the page would not know its own address.
                context.Response.Redirect(PagePath + context.Request.Path.Value![PagePath.Length..] + context.Request.QueryString);
                return Task.CompletedTask;
            }

            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.Headers.CacheControl = "no-cache";
            return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.SendFileAsync(page, context.RequestAborted);
        }).ExcludeFromDescription();
        var readers = app.Services.GetRequiredService<PanelReaders>();
        ((IEndpointConventionBuilder)panel).Finally(endpoint =>
        {
            endpoint.RequestDelegate = readers.Limit(Secured(endpoint.RequestDelegate!));
            endpoint.Metadata.Add(new OneRoute());
        });
    }

    private static RequestDelegate Secured(RequestDelegate send) => context =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers["Referrer-Policy"] = "no-referrer";

        // The asset's own says how long it may be kept: for ever where the name has a hash of the content.
        headers.Remove(HeaderNames.CacheControl);
        return send(context);
    };

    // One label in the metrics, not one for each of 400 files.
    private sealed class OneRoute : IRouteDiagnosticsMetadata
    {
        public string Route => "panel";
    }
}
