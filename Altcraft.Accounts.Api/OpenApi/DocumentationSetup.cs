using System.Security.Cryptography;
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

    private const int NonceDigits = 32;

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
        app.MapScalarApiReference(PagePath, (page, context) =>
        {
            // Everything comes from this service: the page works offline and contacts no other host. The policy forbids what the settings
            // allow.
            var nonce = RandomNumberGenerator.GetHexString(NonceDigits);
            context.Response.Headers.ContentSecurityPolicy = ContentPolicy(nonce);
            page.WithNonce(nonce).AddHeadContent(StyleNonce(nonce));
            page.WithTitle("Altcraft.Accounts").WithOpenApiRoutePattern(DocumentPath);
            page.DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp().HideClientButton().HideDeveloperTools();
            page.AddPreferredSecuritySchemes("token");
        }).ExcludeFromDescription().Add(endpoint =>
        {
            var show = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context =>
            {
                var script = Path.GetFileName(context.Request.Path.Value) ?? string.Empty;
                return DocumentationAssets.Has(script) ? assets.SendAsync(context, script) : show(context);
            };
        });
    }

    // The page accepts a token, so no other page may frame it, and only its own scripts may run.
    private static string ContentPolicy(string nonce) =>
        $"default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data: blob:; "
        + "font-src 'self' data:; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    // Scalar's scripts add their styles to the page, some of them without the nonce in the meta element.
    private static string StyleNonce(string nonce) => $$"""
        <meta property="csp-nonce" content="{{nonce}}">
        <script nonce="{{nonce}}">
          {
            const create = document.createElement;
            document.createElement = function (...parameters) {
              const element = create.apply(this, parameters);
              if (element instanceof HTMLStyleElement) element.nonce = "{{nonce}}";
              return element;
            };
          }
        </script>
        """;
}
