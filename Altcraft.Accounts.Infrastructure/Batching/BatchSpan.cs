using System.Diagnostics;
using Altcraft.Accounts.Application.Telemetry;

namespace Altcraft.Accounts.Infrastructure.Batching;

/// <summary>
/// The span of a batch: one statement for many requests. It belongs to the first request of the batch that is recorded, is linked to each
/// of them, and each of them to it.
/// </summary>
internal static class BatchSpan
{
    /// <summary>Starts it; not when no request of the batch is recorded.</summary>
    public static Activity? Start(string work, IReadOnlyList<Activity?> requests)
    {
        if (!ServiceTelemetry.Activities.HasListeners())
        {
            return null;
        }

        // The request whose thread sends the batch need not be part of it.
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

    // Without the caller's own trace state, which would be exported once more with each link.
    private static ActivityLink LinkTo(Activity span) => new(new ActivityContext(span.TraceId, span.SpanId, span.ActivityTraceFlags));
}
