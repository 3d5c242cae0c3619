using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Api.Telemetry;

/// <summary>Section <c>Telemetry</c> of the configuration: everything is off unless it is set.</summary>
public sealed class TelemetryOptions
{
    private static readonly string[] StandardEndpoints =
        ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"];

    /// <summary>Where traces and metrics are sent by OTLP, such as <c>http://collector:4317</c>; an absolute http or https URL.</summary>
    public string? OtlpEndpoint { get; init; }

    /// <summary>Whether <c>GET /metrics</c> answers Prometheus. False by default.</summary>
    public bool Prometheus { get; init; }

    /// <summary>The port that alone answers <c>/metrics</c>, 1–65535; it must be among the addresses the service listens on. 0: every port.</summary>
    public int PrometheusPort { get; init; }

    /// <summary>Reads the section; the standard variables of OpenTelemetry count as well.</summary>
    /// <param name="configuration">The service's configuration.</param>
    /// <param name="exportsOtlp">Whether there is a place to send to.</param>
    /// <exception cref="StartupException">The endpoint is not a URL, or the port is none.</exception>
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
