using System.Reflection;
using Altcraft.Accounts.Api.Admission;
using Altcraft.Accounts.Api.Defences;
using Altcraft.Accounts.Api.OpenApi;
using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Api.Protocol.Writing;
using Altcraft.Accounts.Api.Telemetry;
using Altcraft.Accounts.Application;
using Altcraft.Accounts.Infrastructure;
using Microsoft.AspNetCore.Mvc.Infrastructure;

namespace Altcraft.Accounts.Api.Hosting;

/// <summary>What the service is made of.</summary>
internal static class ServiceSetup
{
    /// <summary>Where the service listens unless it is told otherwise (contract, section 11).</summary>
    public const string DefaultUrl = "http://127.0.0.1:5080";

    // What a chunk of one byte takes: its length, a line break, the byte, a line break.
    private const int LongestChunkFrame = 6;

    /// <summary>What the command line needs too: the use cases and the database behind them.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services) => services
        .AddSingleton(TimeProvider.System)
        .AddApplication()
        .AddInfrastructure();

    /// <summary>What only the service needs: HTTP.</summary>
    public static WebApplicationBuilder AddApi(this WebApplicationBuilder builder)
    {
        builder.Configuration.AddSecretFiles();
        builder.Logging.AddConsoleLines(builder.Configuration);
        builder.AddTelemetry();
        UseDefaultUrl(builder);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // Only a rough guard: it counts the frames of chunks too. The exact limit is the reader's.
            kestrel.Limits.MaxRequestBodySize = LongestChunkFrame * WireBody.MaxBytes;
        });
        builder.Host.UseDefaultServiceProvider(provider => provider.ValidateOnBuild = provider.ValidateScopes = true);

        var services = builder.Services;
        services.AddShutdown();
        services.AddOptions<ApiOptions>().BindConfiguration("Api");
        services.AddAccounts();
        services.AddAdmission();
        builder.AddDefences();
        services.AddSingleton<EnvelopeWriter>();
        services.AddSingleton<ApiDocument>();
        services.AddTransient<RequestGate>();
        services.AddAutoMapper(
            mapper => mapper.LicenseKey = builder.Configuration["AutoMapper:LicenseKey"], Assembly.GetExecutingAssembly());
        services.AddMvcCore(mvc => mvc.EnableActionInvokers = true);
        services.AddSingleton<IActionInvokerFactory, WireActionInvoker>();
        return builder;
    }

    private static void UseDefaultUrl(WebApplicationBuilder builder)
    {
        if (ListenAddresses.Read(builder.Configuration).Count == 0 && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }
    }
}
