using Altcraft.Accounts.Api.Binding;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Altcraft.Accounts.Api.Network;

/// <summary>Connections: Kestrel's limits, the caller's address behind proxies, and the canonical path.</summary>
internal static class NetworkSetup
{
    private const int RequestBufferBytes = 128 * 1024;

    // A chunk of one byte takes six: its length, a line break, the byte, a line break.
    private const int LongestChunkFrame = 6;

    private static readonly TimeSpan HttpsOnly = TimeSpan.FromDays(365);

    public static void AddNetwork(this IServiceCollection services)
    {
        services.AddSingleton(provider => ConnectionSettings.Read(provider.GetRequiredService<IConfiguration>()));
        services.AddOptions<KestrelServerOptions>().Configure<ConnectionSettings>((kestrel, settings) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = settings.MaxConnections;
            kestrel.Limits.MaxRequestBufferSize = RequestBufferBytes;

            // A rough limit, because it includes the framing of chunks. BodyBytes enforces the exact one.
            kestrel.Limits.MaxRequestBodySize = LongestChunkFrame * BodyBytes.MaxBytes;
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(settings.BytesPerSecond, settings.Grace);
            kestrel.Limits.MinResponseDataRate = new MinDataRate(settings.AnswerBytesPerSecond, settings.Grace);
            kestrel.Limits.RequestHeadersTimeout = settings.HeadersTimeout;
            kestrel.Limits.KeepAliveTimeout = settings.KeepAliveTimeout;
        });

        // ASPNETCORE_FORWARDEDHEADERS_ENABLED would trust every sender. ClientAddress reads the header.
        services.AddOptions<ForwardedHeadersOptions>().Configure(forwarded => forwarded.ForwardedHeaders = ForwardedHeaders.None);
        services.AddHsts(hsts => hsts.MaxAge = HttpsOnly);
    }

    /// <summary>Must be called first: the steps behind it see the caller's address and the canonical path.</summary>
    public static void UseNetwork(this WebApplication app)
    {
        // Read here, so that a bad value stops the start.
        var proxies = app.Services.GetRequiredService<ConnectionSettings>().KnownProxies;
        app.Use((context, next) =>
        {
            var connection = context.Connection;
            var forwarded = context.Request.Headers[ClientAddress.ForwardedFor];
            connection.RemoteIpAddress = ClientAddress.Of(connection.RemoteIpAddress, forwarded, proxies);
            context.Request.Path = CanonicalPath.Of(context.Request.Path);
            return next(context);
        });

        // Only in answers over TLS that this service ends itself: behind a proxy the header is the proxy's.
        app.UseHsts();
    }
}
