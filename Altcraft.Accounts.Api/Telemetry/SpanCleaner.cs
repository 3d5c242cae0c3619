using System.Diagnostics;
using Altcraft.Accounts.Application.Telemetry;
using Altcraft.Accounts.Domain.Common;
using OpenTelemetry;

namespace Altcraft.Accounts.Api.Telemetry;

/// <summary>Before a span is exported: nothing that looks like a token, and no value of a row, leaves with it.</summary>
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

    // Npgsql tells a failed statement by an event with PostgreSQL's message, which quotes the row ("Key (name)=(…) already exists"),
    // and an event cannot be taken back: the span is replaced by one without. A statement's span has no children that would miss it.
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
