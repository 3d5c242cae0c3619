using System.Reflection;
using System.Text.Json.Serialization;
using Altcraft.Accounts.Api.Authentication;
using Altcraft.Accounts.Api.Limits;
using Altcraft.Accounts.Api.Network;
using Altcraft.Accounts.Api.OpenApi;
using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Api.Telemetry;
using Altcraft.Accounts.Application;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Infrastructure;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Altcraft.Accounts.Api.Hosting;

/// <summary>What the service is made of.</summary>
internal static class ServiceSetup
{
    /// <summary>Where the service listens unless it is told otherwise (contract, section 11).</summary>
    public const string DefaultUrl = "http://127.0.0.1:5080";

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
        builder.Host.UseDefaultServiceProvider(provider => provider.ValidateOnBuild = provider.ValidateScopes = true);

        var services = builder.Services;
        services.AddShutdown();
        services.AddOptions<ApiOptions>().BindConfiguration("Api");
        services.AddAccounts();
        services.AddNetwork();
        services.AddLimits();
        services.AddTokenAuthentication();
        services.AddSingleton<PendingAnswers>();
        services.AddSingleton<JsonSerializerContext>(AnswerJsonContext.Default);
        services.AddSingleton<EnvelopeWriter>();
        services.AddDocumentation();
        services.AddAutoMapper(
            mapper => mapper.LicenseKey = builder.Configuration["AutoMapper:LicenseKey"], Assembly.GetExecutingAssembly());
        services.AddMvcCore(mvc =>
        {
            mvc.InputFormatters.Clear();
            mvc.InputFormatters.Add(new CommandInputFormatter());
            mvc.OutputFormatters.Clear();
            mvc.OutputFormatters.Add(new EnvelopeOutputFormatter());
            mvc.Filters.AddService<ConcurrencyFilter>();

            // FluentValidation checks commands, in MediatR's pipeline.
            mvc.ModelValidatorProviders.Clear();
            mvc.ModelMetadataDetailsProviders.Add(new SuppressChildValidationMetadataProvider(typeof(ParameterObject)));
        });
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
