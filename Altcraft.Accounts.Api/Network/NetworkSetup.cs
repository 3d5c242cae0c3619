using Altcraft.Accounts.Api.Binding;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Altcraft.Accounts.Api.Network;

/// <summary>Connections: Kestrel's limits, the caller's address behind proxies, and the canonical path.</summary>
internal static class NetworkSetup
{
    private const int RequestBufferBytes = 128 * 1024;

    // What a chunk of one byte takes: its length, a line break, the byte, a line break.
    private const int LongestChunkFrame = 6;

    public static void AddNetwork(this IServiceCollection services)
    {
        services.AddSingleton(provider => ConnectionSettings.Read(provider.GetRequiredService<IConfiguration>()));
        services.AddOptions<KestrelServerOptions>().Configure<ConnectionSettings>((kestrel, settings) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = settings.MaxConnections;
            kestrel.Limits.MaxRequestBufferSize = RequestBufferBytes;

            // Only a rough guard: it counts the frames of chunks too. BodyBytes has the exact limit.
            kestrel.Limits.MaxRequestBodySize = LongestChunkFrame * BodyBytes.MaxBytes;
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(settings.BytesPerSecond, settings.Grace);
            kestrel.Limits.MinResponseDataRate = new MinDataRate(settings.AnswerBytesPerSecond, settings.Grace);
            kestrel.Limits.RequestHeadersTimeout = settings.HeadersTimeout;
            kestrel.Limits.KeepAliveTimeout = settings.KeepAliveTimeout;
        });
        services.AddOptions<ForwardedHeadersOptions>().Configure<ConnectionSettings>((forwarded, settings) =>
        {
            // Set in any case: the platform's own switch (ASPNETCORE_FORWARDEDHEADERS_ENABLED) would believe everybody.
            forwarded.ForwardedHeaders = settings.KnownProxies.Count > 0 ? ForwardedHeaders.XForwardedFor : ForwardedHeaders.None;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var network in settings.KnownProxies)
            {
                forwarded.KnownIPNetworks.Add(network);
            }

            // However many proxies there are: the first address that is not one of them is the caller's.
            forwarded.ForwardLimit = null;
        });
    }

    /// <summary>To be called first: everything behind sees the caller's address and the canonical path.</summary>
    public static void UseNetwork(this WebApplication app)
    {
        // Read here, so that a bad value is refused before anything is started.
        if (app.Services.GetRequiredService<ConnectionSettings>().KnownProxies.Count > 0)
        {
            app.UseForwardedHeaders();
        }

        app.Use((context, next) =>
        {
            var address = context.Connection.RemoteIpAddress;
            if (address is { IsIPv4MappedToIPv6: true })
            {
                context.Connection.RemoteIpAddress = address.MapToIPv4();
            }

            context.Request.Path = CanonicalPath.Of(context.Request.Path);
            return next(context);
        });
    }
}
