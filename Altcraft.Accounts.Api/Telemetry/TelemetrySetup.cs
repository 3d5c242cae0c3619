using System.Diagnostics.Metrics;
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

/// <summary>Buckets and labels that differ from OpenTelemetry's defaults.</summary>
internal static class MetricViews
{
    // In seconds: a save takes a few milliseconds, and a request at most ten seconds.
    private static readonly double[] Seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    /// <summary>Only labels with few values. The protocol version and the scheme are of no interest.</summary>
    public static ExplicitBucketHistogramConfiguration RequestDuration => new()
    {
        Boundaries = Seconds,
        TagKeys = ["http.route", "http.request.method", "http.response.status_code", ServiceTelemetry.ErrorCodeTag],
    };

    public static ExplicitBucketHistogramConfiguration BatchSize => new() { Boundaries = [1, 2, 4, 8, 16, 32, 64] };

    /// <summary>
    /// Npgsql labels all metrics with the name of the pool, or with the connection string for pools that have no name. Only the observable
    /// ones need the label.
    /// </summary>
    public static MetricStreamConfiguration? OfNpgsql(Instrument instrument) =>
        instrument.Meter.Name != "Npgsql" || instrument.IsObservable ? null
        : instrument is Histogram<double> ? new ExplicitBucketHistogramConfiguration { Boundaries = Seconds, TagKeys = [] }
        : new MetricStreamConfiguration { TagKeys = [] };
}
