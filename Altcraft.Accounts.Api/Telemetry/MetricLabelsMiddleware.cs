using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Application.Telemetry;
using Microsoft.AspNetCore.Http.Features;

namespace Altcraft.Accounts.Api.Telemetry;

/// <summary>Adds labels that the framework does not know to the request's metrics. In the pipeline only when metrics are on.</summary>
internal sealed class MetricLabelsMiddleware(RequestDelegate next)
{
    // Unknown paths are arbitrary input, so they share one series.
    private const string NoRoute = "other";

    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (context.Features.Get<IHttpMetricsTagsFeature>() is not { } metrics)
        {
            return;
        }

        metrics.Tags.Add(new(ServiceTelemetry.ErrorCodeTag, ErrorCode(context)));
        if (context.GetEndpoint() is not RouteEndpoint)
        {
            metrics.Tags.Add(new("http.route", NoRoute));
        }
    }

    /// <summary>The answer's <c>error</c>; without an envelope (probes, a disconnected client), its status.</summary>
    public static int ErrorCode(HttpContext context) => ApiContext.Of(context).ErrorCode is var error and not 0 ? error
        : context.Response.StatusCode >= StatusCodes.Status400BadRequest ? context.Response.StatusCode
        : 0;
}
