using System.Diagnostics;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Application.Telemetry;
using Altcraft.Accounts.Domain.Common;
using MediatR;

namespace Altcraft.Accounts.Application.Pipeline;

/// <summary>Gives every command and query a span with its name. In the pipeline only when traces are exported.</summary>
internal sealed class TracingBehavior<TRequest, TResponse>(RequestContext context) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        using var span = ServiceTelemetry.Activities.StartActivity(typeof(TRequest).Name);
        span?.SetTag(ServiceTelemetry.RequestIdTag, context.RequestId);
        try
        {
            var response = await next();
            span?.SetTag(ServiceTelemetry.ErrorCodeTag, 0);
            return response;
        }
        catch (Exception exception)
        {
            // Never the message: it may quote what was sent.
            var failure = exception is AccountsException refusal ? refusal.Failure : Failure.Internal;
            span?.SetTag(ServiceTelemetry.ErrorCodeTag, (int)failure);
            if (failure >= Failure.Internal)
            {
                span?.SetStatus(ActivityStatusCode.Error);
                span?.SetTag("error.type", (exception.InnerException ?? exception).GetType().Name);
            }

            throw;
        }
    }
}
