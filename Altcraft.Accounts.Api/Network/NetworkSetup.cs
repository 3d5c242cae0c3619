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
        services.AddOptions<ForwardedHeadersOptions>().Configure<ConnectionSettings>((forwarded, settings) =>
        {
            // Always set: ASPNETCORE_FORWARDEDHEADERS_ENABLED would trust every sender.
            forwarded.ForwardedHeaders = settings.KnownProxies.Count > 0 ? ForwardedHeaders.XForwardedFor : ForwardedHeaders.None;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var network in settings.KnownProxies)
            {
                forwarded.KnownIPNetworks.Add(network);
            }

            // The caller is the first address that is not a known proxy, however many proxies there are.
            forwarded.ForwardLimit = null;
        });
    }

    /// <summary>Must be called first: the steps behind it see the caller's address and the canonical path.</summary>
    public static void UseNetwork(this WebApplication app)
    {
        // Read here, so that a bad value stops the start.
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
