using System.Diagnostics;
using Altcraft.Accounts.Application.Telemetry;

namespace Altcraft.Accounts.Infrastructure.Batching;

/// <summary>
/// The span of a batch: one statement for several requests. Its parent is the first recorded request of the batch. It is linked to each of
/// them, and each of them to it.
/// </summary>
internal static class BatchSpan
{
    /// <summary>Starts the span, unless no request of the batch is recorded.</summary>
    public static Activity? Start(string work, IReadOnlyList<Activity?> requests)
    {
        if (!ServiceTelemetry.Activities.HasListeners())
        {
            return null;
        }

        // The request that sends the batch need not be part of it.
        Activity.Current = null;
        var recorded = requests.OfType<Activity>().Where(span => span.Recorded).ToList();
        if (recorded.Count == 0)
        {
            return null;
        }

        var span = ServiceTelemetry.Activities.StartActivity(
            $"{work} batch", ActivityKind.Internal, recorded[0].Context, links: recorded.Select(LinkTo));
        if (span is not null)
        {
            span.SetTag("altcraft.batch.size", requests.Count);
            recorded.ForEach(request => request.AddLink(LinkTo(span)));
        }

        return span;
    }

    // Without the caller's trace state, which each link would export again.
    private static ActivityLink LinkTo(Activity span) => new(new ActivityContext(span.TraceId, span.SpanId, span.ActivityTraceFlags));
}
