using System.Diagnostics;
using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Application.Telemetry;

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
