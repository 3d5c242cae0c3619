using System.Diagnostics.Metrics;
using Altcraft.Accounts.Application.Telemetry;
using OpenTelemetry.Metrics;

namespace Altcraft.Accounts.Api.Telemetry;

/// <summary>Buckets and labels that differ from what OpenTelemetry would take.</summary>
internal static class MetricViews
{
    // Seconds: a save takes a few milliseconds, and nothing takes longer than ten seconds.
    private static readonly double[] Seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    /// <summary>Only labels with few values: neither the protocol's version nor the scheme tells anything here.</summary>
    public static ExplicitBucketHistogramConfiguration RequestDuration => new()
    {
        Boundaries = Seconds,
        TagKeys = ["http.route", "http.request.method", "http.response.status_code", ServiceTelemetry.ErrorCodeTag],
    };

    public static ExplicitBucketHistogramConfiguration BatchSize => new() { Boundaries = [1, 2, 4, 8, 16, 32, 64] };

    /// <summary>
    /// Npgsql labels everything with the name of the pool, which is the connection string for those of the start (migrations, the
    /// private server). Only what is looked up of the pools needs it; what is added up does not.
    /// </summary>
    public static MetricStreamConfiguration? OfNpgsql(Instrument instrument) =>
        instrument.Meter.Name != "Npgsql" || instrument.IsObservable ? null
        : instrument is Histogram<double> ? new ExplicitBucketHistogramConfiguration { Boundaries = Seconds, TagKeys = [] }
        : new MetricStreamConfiguration { TagKeys = [] };
}
