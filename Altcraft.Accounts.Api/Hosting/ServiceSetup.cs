using System.Reflection;
using System.Text.Json.Serialization;
using Altcraft.Accounts.Api.Authentication;
using Altcraft.Accounts.Api.Limits;
using Altcraft.Accounts.Api.Network;
using Altcraft.Accounts.Api.OpenApi;
using Altcraft.Accounts.Api.Panel;
using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Api.Telemetry;
using Altcraft.Accounts.Application;
using Altcraft.Accounts.Infrastructure;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Altcraft.Accounts.Api.Hosting;

/// <summary>Registers all services.</summary>
internal static class ServiceSetup
{
    /// <summary>The default listen address (contract, section 11).</summary>
    public const string DefaultUrl = "http://127.0.0.1:5080";

    /// <summary>Registers the use cases and the database, which the command line needs too.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services) => services
        .AddSingleton(TimeProvider.System)
        .AddApplication()
        .AddInfrastructure();

    /// <summary>Registers the HTTP API.</summary>
    public static WebApplicationBuilder AddApi(this WebApplicationBuilder builder)
    {
        builder.Configuration.AddSecretFiles();
        StartCheck.Run(builder.Configuration);
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
        services.AddSingleton<RefusalLog>();
        services.AddSingleton<JsonSerializerContext>(AnswerJsonContext.Default);
        services.AddSingleton<EnvelopeWriter>();
        services.AddPanel();
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

            // Commands are validated by FluentValidation, in MediatR's pipeline.
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
