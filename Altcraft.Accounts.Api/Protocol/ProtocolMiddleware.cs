using Altcraft.Accounts.Application.Telemetry;

namespace Altcraft.Accounts.Api.Protocol;

/// <summary>
/// Wraps every request: sets its ID and the common headers, and turns all failures into answers, including those that the framework would
/// answer with an empty body (contract, sections 1 and 2).
/// </summary>
internal sealed partial class ProtocolMiddleware(RequestDelegate next, EnvelopeWriter writer, ILogger<ProtocolMiddleware> logger)
{
    private static readonly Error BrokenBody = new(null, ErrorCodes.Unreadable, "The body ended early, or its chunks are malformed.");

    public async Task InvokeAsync(HttpContext context, RequestContext request)
    {
        request.RequestId = RequestId.Of(context.Request);
        request.Address = context.Connection.RemoteIpAddress?.ToString();
        request.UserAgent = context.Request.Headers.UserAgent;
        var headers = context.Response.Headers;
        headers[RequestId.Header] = request.RequestId;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        try
        {
            await next(context);
        }
        catch (AccountsException refusal)
        {
            // A request that ran out of time has been counted and logged already.
            if (refusal is { Failure: Failure.Unavailable, InnerException: not OperationCanceledException })
            {
                Rejections.Count(Rejections.Database);
            }

            if (refusal.InnerException is { } cause and not OperationCanceledException)
            {
                LogUnavailable(logger, request.RequestId, cause);
            }

            await AnswerAsync(context, request, refusal.Failure, refusal.Errors, refusal.RetryAfter);
            return;
        }
        catch (BadHttpRequestException exception)
        {
            var failure = Enum.IsDefined((Failure)exception.StatusCode) ? (Failure)exception.StatusCode : Failure.IncorrectRequest;
            await AnswerAsync(context, request, failure, failure == Failure.IncorrectRequest ? [BrokenBody] : []);
            return;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has disconnected. 499 appears in the log only.
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return;
        }
        catch (Exception exception)
        {
            LogFailed(logger, request.RequestId, exception);
            await AnswerAsync(context, request, Failure.Internal, []);
            return;
        }

        if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
        {
            await AnswerBareStatusAsync(context, request);
        }
    }

    private Task AnswerBareStatusAsync(HttpContext context, RequestContext request)
    {
        var failure = Enum.IsDefined((Failure)context.Response.StatusCode) ? (Failure)context.Response.StatusCode : Failure.Internal;
        if (failure == Failure.MethodNotAllowed && HttpMethods.IsPost(context.Request.Method))
        {
            // The documentation only supports GET. For POST there is nothing at its address.
            context.Response.Headers.Allow = default;
            failure = Failure.NotFound;
        }

        IReadOnlyList<Error> errors = failure == Failure.NotFound
            ? [new Error(null, ErrorCodes.NotFound, $"There is no endpoint {Quoted.Of(context.Request.Path)}.")]
            : [];
        return AnswerAsync(context, request, failure, errors);
    }

    private Task AnswerAsync(
        HttpContext context, RequestContext request, Failure failure, IReadOnlyList<Error> errors, TimeSpan? retryAfter = null)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        if (retryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        var envelope = FailureEnvelope.Of(
            failure, errors, ApiContext.Of(context).Parameters, request.ReplayedRequestId ?? request.RequestId);
        return writer.WriteAsync(context, envelope);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {RequestId} failed")]
    private static partial void LogFailed(ILogger logger, string requestId, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Request {RequestId} found the database unavailable")]
    private static partial void LogUnavailable(ILogger logger, string requestId, Exception cause);
}
