using System.Reflection;
using Altcraft.Accounts.Application;
using Altcraft.Accounts.Application.Telemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Altcraft.Accounts.Api.Telemetry;

/// <summary>Registers traces and metrics (docs/observability.md), but only what is enabled (decision 0011).</summary>
internal static class TelemetrySetup
{
    /// <summary>The version in <c>altcraft_accounts_build_info</c> and in every span's resource.</summary>
    public static string Version { get; } =
        typeof(TelemetrySetup).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        // Its lines would contain the URL with the query, and enabling them makes ASP.NET Core start an activity and a log scope for every
        // request.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);

        var options = TelemetryOptions.Read(builder.Configuration, out var exportsOtlp);
        if (!exportsOtlp && !options.Prometheus)
        {
            return;
        }

        if (!string.IsNullOrEmpty(options.OtlpEndpoint))
        {
            // Set as a standard variable: the exporter then appends each signal's path where the protocol needs one.
            builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = options.OtlpEndpoint;
        }

        builder.Services.AddSingleton(options);
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("altcraft-accounts", serviceVersion: Version).AddEnvironmentVariableDetector())
            .WithMetrics(metrics => AddMetrics(metrics, options.Prometheus, exportsOtlp));
        if (exportsOtlp)
        {
            builder.Services.AddCommandSpans();
            telemetry.WithTracing(AddTraces);
        }

        builder.Services.AddHostedService<ServiceGauges>();
    }

    public static void UseMetricLabels(this WebApplication app)
    {
        if (app.Services.GetService<TelemetryOptions>() is not null)
        {
            app.UseMiddleware<MetricLabelsMiddleware>();
        }
    }

    public static void MapMetrics(this WebApplication app)
    {
        if (app.Services.GetService<TelemetryOptions>() is { Prometheus: true } options)
        {
            app.MapPrometheusScrapingEndpoint("/metrics", null, branch => branch.Use((context, next) =>
            {
                if (options.PrometheusPort == 0 || context.Connection.LocalPort == options.PrometheusPort)
                {
                    return next(context);
                }

                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            }), null).WithMetadata(new HttpMethodMetadata([HttpMethods.Get]));
        }
    }

    private static void AddMetrics(MeterProviderBuilder metrics, bool toPrometheus, bool toOtlp)
    {
        metrics
            .AddMeter(ServiceTelemetry.Name, "Microsoft.AspNetCore.Hosting", "Npgsql", "System.Runtime")
            .AddView("http.server.request.duration", MetricViews.RequestDuration)
            .AddView(MetricViews.OfNpgsql)
            .AddView("altcraft.accounts.batch.size", MetricViews.BatchSize);
        if (toPrometheus)
        {
            metrics.AddPrometheusExporter();
        }

        if (toOtlp)
        {
            metrics.AddOtlpExporter();
        }
    }

    private static void AddTraces(TracerProviderBuilder traces) => traces
        .AddAspNetCoreInstrumentation(http =>
        {
            http.Filter = context => context.Request.Path != "/metrics" && !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal);
            http.EnrichWithHttpResponse = RequestSpan.Complete;
        })
        .AddSource(ServiceTelemetry.Name, "Npgsql")
        .AddProcessor<SpanCleaner>()
        .AddOtlpExporter();
}
