using Altcraft.Accounts.Api.Protocol;
using Microsoft.Extensions.Options;
using Scalar.AspNetCore;

namespace Altcraft.Accounts.Api.OpenApi;

/// <summary>Section <c>Docs</c> of the configuration.</summary>
internal sealed class DocumentationOptions
{
    /// <summary>Whether <c>/docs</c> and <c>/openapi/v1.1.json</c> are served. True by default.</summary>
    public bool Enabled { get; init; } = true;
}

/// <summary>Serves the OpenAPI document, and a page that shows it and can send requests.</summary>
internal static class DocumentationSetup
{
    public const string DocumentPath = "/openapi/v1.1.json";

    private const string PagePath = "/docs";

    private const string ContentPolicy = "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void AddDocumentation(this IServiceCollection services)
    {
        services.AddOptions<DocumentationOptions>().BindConfiguration("Docs");
        services.AddSingleton<DocumentationAssets>();
        services.AddSingleton<ApiDocument>();
    }

    public static void MapDocumentation(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<IOptions<DocumentationOptions>>().Value.Enabled)
        {
            return;
        }

        app.MapMethods(DocumentPath, Reading, context =>
        {
            var document = context.RequestServices.GetRequiredService<ApiDocument>();
            context.Response.ContentType = "application/json; charset=utf-8";
            context.Response.ContentLength = document.Bytes.Length;
            return HttpMethods.IsHead(context.Request.Method)
                ? Task.CompletedTask
                : context.Response.BodyWriter.WriteChunksAsync(document.Bytes, context.RequestAborted);
        }).ExcludeFromDescription();
        app.MapMethods("/", Reading, context =>
        {
            context.Response.Redirect(context.Request.PathBase + PagePath);
            return Task.CompletedTask;
        }).ExcludeFromDescription();
        var assets = app.Services.GetRequiredService<DocumentationAssets>();
        app.MapScalarApiReference(PagePath, page =>
        {
            // Everything comes from this service: the page works offline and contacts no other host. The policy forbids what the settings
            // allow.
            page.AddHeadContent($"<meta http-equiv=\"Content-Security-Policy\" content=\"{ContentPolicy}\">");
            page.WithTitle("Altcraft.Accounts").WithOpenApiRoutePattern(DocumentPath);
            page.DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp().HideClientButton().HideDeveloperTools();
            page.AddPreferredSecuritySchemes("token");
        }).ExcludeFromDescription().Add(endpoint =>
        {
            // The page accepts a token, so no other page may frame it. Only a header can say so.
            var show = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context =>
            {
                var script = Path.GetFileName(context.Request.Path.Value) ?? string.Empty;
                if (DocumentationAssets.Has(script))
                {
                    return assets.SendAsync(context, script);
                }

                context.Response.Headers.ContentSecurityPolicy = "frame-ancestors 'none'";
                return show(context);
            };
        });
    }
}
