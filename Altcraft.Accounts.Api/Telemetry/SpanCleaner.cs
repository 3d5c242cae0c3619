using System.Diagnostics;
using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Application.Telemetry;
using OpenTelemetry;

namespace Altcraft.Accounts.Api.Telemetry;

/// <summary>The span of an HTTP request.</summary>
internal static class RequestSpan
{
    /// <summary>Adds the tags that link the span to the log and the journal, and removes the query, which is arbitrary input.</summary>
    public static void Complete(Activity span, HttpResponse response)
    {
        span.SetTag("url.query", null);
        span.SetTag(ServiceTelemetry.RequestIdTag, response.Headers[RequestId.Header].ToString());
        span.SetTag(ServiceTelemetry.ErrorCodeTag, MetricLabelsMiddleware.ErrorCode(response.HttpContext));
    }
}

/// <summary>Removes whatever looks like a token, and values of rows, from a span before it is exported.</summary>
internal sealed class SpanCleaner : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (data.Recorded && data.Events.Any())
        {
            ExportWithoutEvents(data);
        }

        Clean(data);
    }

    // Npgsql reports a failed statement as an event with PostgreSQL's message, which quotes the row ("Key (name)=(…) already exists"). An
    // event cannot be removed, so the span is replaced by a copy without it. The span of a statement has no children.
    private static void ExportWithoutEvents(Activity original)
    {
        original.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        var parent = new ActivityContext(original.TraceId, original.ParentSpanId, original.ActivityTraceFlags | ActivityTraceFlags.Recorded);
        using var copy = ServiceTelemetry.Activities.StartActivity(
            original.Kind, parent, original.TagObjects, original.Links, original.StartTimeUtc, original.DisplayName);
        if (copy is not null)
        {
            copy.SetStatus(original.Status);
            copy.SetEndTime(original.StartTimeUtc + original.Duration);
        }
    }

    private static void Clean(Activity span)
    {
        span.DisplayName = Quoted.MaskTokens(span.DisplayName);
        foreach (var (name, value) in span.TagObjects.ToList())
        {
            if (value is string text && Quoted.MaskTokens(text) is var masked && masked != text)
            {
                span.SetTag(name, masked);
            }
        }

        if (span.TraceStateString is { } state && state != Quoted.MaskTokens(state))
        {
            span.TraceStateString = null;
        }
    }
}
