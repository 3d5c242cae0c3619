using System.Diagnostics;
using Altcraft.Accounts.Application.Telemetry;
using Altcraft.Accounts.Infrastructure.Joining;

namespace Altcraft.Accounts.Infrastructure.Telemetry;

/// <summary>
/// The span of a batch: one statement for many requests, run by a worker that started in whichever request came by. It belongs to
/// the first request of the batch that is recorded, is linked to each of them, and each of them to it.
/// </summary>
internal static class BatchSpan
{
    public static Activity? Start<TItem, TResult>(string work, IReadOnlyList<JoinedEntry<TItem, TResult>> batch)
    {
        Measured.BatchStarted(work, batch.Count);
        if (!ServiceTelemetry.Activities.HasListeners())
        {
            return null;
        }

        // The request whose worker this is need not be part of the batch.
        Activity.Current = null;
        var requests = batch.Select(entry => entry.Span).OfType<Activity>().Where(span => span.Recorded).ToList();
        if (requests.Count == 0)
        {
            return null;
        }

        var span = ServiceTelemetry.Activities.StartActivity(
            $"{work} batch", ActivityKind.Internal, requests[0].Context, links: requests.Select(LinkTo));
        span?.SetTag("altcraft.batch.size", batch.Count);
        if (span is not null)
        {
            foreach (var request in requests)
            {
                request.AddLink(LinkTo(span));
            }
        }

        return span;
    }

    // Without the caller's own trace state, which would be exported once more with each link.
    private static ActivityLink LinkTo(Activity span) => new(new ActivityContext(span.TraceId, span.SpanId, span.ActivityTraceFlags));
}
