using System.Diagnostics.Metrics;
using Altcraft.Accounts.Application.Telemetry;
using OpenTelemetry.Metrics;

namespace Altcraft.Accounts.Api.Telemetry;

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
