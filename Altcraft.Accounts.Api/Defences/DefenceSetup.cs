using Altcraft.Accounts.Api.Defences.Answers;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Altcraft.Accounts.Api.Defences;

/// <summary>What stands between an attacker and the API: slow and malformed requests, forged addresses, guessed tokens.</summary>
internal static class DefenceSetup
{
    public static void AddDefences(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(provider => DefenceSettings.Read(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<WrongTokens>();
        services.AddSingleton<RejectionAnswers>();
        services.AddOptions<KestrelServerOptions>().Configure<DefenceSettings>((kestrel, settings) =>
        {
            var slowest = new MinDataRate(settings.BytesPerSecond, settings.Grace);
            kestrel.Limits.MinRequestBodyDataRate = slowest;
            kestrel.Limits.MinResponseDataRate = slowest;
            kestrel.Limits.RequestHeadersTimeout = settings.HeadersTimeout;
            kestrel.Limits.KeepAliveTimeout = settings.KeepAliveTimeout;
            kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use(AnswerableConnection.Middleware));
        });
        services.AddOptions<ForwardedHeadersOptions>().Configure<DefenceSettings>((forwarded, settings) =>
        {
            // Set in any case: the platform's own switch (ASPNETCORE_FORWARDEDHEADERS_ENABLED) would believe everybody.
            forwarded.ForwardedHeaders = settings.KnownProxies.Count > 0 ? ForwardedHeaders.XForwardedFor : ForwardedHeaders.None;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var network in settings.KnownProxies)
            {
                forwarded.KnownIPNetworks.Add(network);
            }

            // However many proxies there are: the walk ends at the first address that is none of them.
            forwarded.ForwardLimit = null;
        });
    }

    /// <summary>To be called first: what follows sees the caller's address.</summary>
    public static void UseDefences(this WebApplication app)
    {
        // Everything is read here, before anything is started.
        var settings = app.Services.GetRequiredService<DefenceSettings>();
        app.Services.GetRequiredService<RejectionAnswers>().Listen();
        app.UseMiddleware<FairTurns>();
        if (settings.KnownProxies.Count > 0)
        {
            app.UseForwardedHeaders();
        }
    }
}
