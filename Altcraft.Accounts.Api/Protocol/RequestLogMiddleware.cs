using System.Diagnostics;

namespace Altcraft.Accounts.Api.Protocol;

/// <summary>Logs one line for each request, never its body, query or token, and a warning for a refusal.</summary>
internal sealed partial class RequestLogMiddleware(RequestDelegate next, RefusalLog refusals, ILogger<RequestLogMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context, RequestContext request)
    {
        var started = Stopwatch.GetTimestamp();
        await next(context);
        var api = ApiContext.Of(context);
        if (RefusalLog.Has(api.ErrorCode))
        {
            refusals.Add(context.Request, request, api.ErrorCode);
        }

        if (!logger.IsEnabled(LogLevel.Information) || IsProbe(context.Request.Path) || api.IsRejected)
        {
            return;
        }

        LogRequest(
            logger,
            Quoted.MaskTokens(context.Request.Method),
            Quoted.MaskTokens(context.Request.Path.Value ?? string.Empty),
            context.Response.StatusCode,
            api.ErrorCode,
            Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 1),
            request.RequestId,
            request.Caller?.TokenId?.ToString(CultureInfo.InvariantCulture) ?? "-",
            request.Address ?? "-",
            Activity.Current?.TraceId.ToString() ?? "-");
    }

    // Probes arrive every few seconds and would hide other requests.
    private static bool IsProbe(PathString path) => path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments("/metrics", StringComparison.OrdinalIgnoreCase);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Method} {Path} {Status} error={Error} {Milliseconds}ms "
            + "request={RequestId} token={TokenId} address={Address} trace={TraceId}")]
    private static partial void LogRequest(
        ILogger logger,
        string method,
        string path,
        int status,
        int error,
        double milliseconds,
        string requestId,
        string tokenId,
        string address,
        string traceId);
}
