namespace Altcraft.Accounts.Api.Telemetry;

/// <summary>Section <c>Telemetry</c> of the configuration. Everything is off by default.</summary>
public sealed class TelemetryOptions
{
    private static readonly string[] StandardEndpoints =
        ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"];

    /// <summary>The OTLP endpoint for traces and metrics, such as <c>http://collector:4317</c>; an absolute http or https URL.</summary>
    public string? OtlpEndpoint { get; init; }

    /// <summary>Whether <c>GET /metrics</c> serves Prometheus metrics. False by default.</summary>
    public bool Prometheus { get; init; }

    /// <summary>The only port that serves <c>/metrics</c>, 1–65535; it must be one of the listen addresses. 0: every port.</summary>
    public int PrometheusPort { get; init; }

    /// <summary>Reads the section and the standard variables of OpenTelemetry.</summary>
    /// <param name="exportsOtlp">Whether an OTLP endpoint is set.</param>
    /// <exception cref="StartupException">The endpoint is not a URL, or the port is out of range.</exception>
    internal static TelemetryOptions Read(IConfiguration configuration, out bool exportsOtlp)
    {
        var options = configuration.GetSection("Telemetry").Get<TelemetryOptions>() ?? new TelemetryOptions();
        if (!string.IsNullOrEmpty(options.OtlpEndpoint)
            && !(Uri.TryCreate(options.OtlpEndpoint, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https"))
        {
            throw new StartupException("Telemetry:OtlpEndpoint must be a URL such as http://collector:4317.");
        }

        if (options.PrometheusPort is < 0 or > ushort.MaxValue)
        {
            throw new StartupException("Telemetry:PrometheusPort must be a port, 1 to 65535, or 0 to answer /metrics on every port.");
        }

        exportsOtlp = !string.IsNullOrEmpty(options.OtlpEndpoint) || StandardEndpoints.Any(name => !string.IsNullOrEmpty(configuration[name]));
        return options;
    }
}
