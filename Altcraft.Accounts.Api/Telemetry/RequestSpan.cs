using System.Diagnostics;
using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Application.Telemetry;

namespace Altcraft.Accounts.Api.Telemetry;

/// <summary>The span of an HTTP request.</summary>
internal static class RequestSpan
{
    /// <summary>Adds what finds the request in the log and the journal, and takes away the query: its names are the caller's.</summary>
    public static void Complete(Activity span, HttpResponse response)
    {
        span.SetTag("url.query", null);
        span.SetTag(ServiceTelemetry.RequestIdTag, response.Headers[RequestId.Header].ToString());
        span.SetTag(ServiceTelemetry.ErrorCodeTag, MetricLabelsMiddleware.ErrorCode(response.HttpContext));
    }
}
