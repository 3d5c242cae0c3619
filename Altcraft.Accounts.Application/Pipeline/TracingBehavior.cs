using System.Diagnostics;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Application.Telemetry;

namespace Altcraft.Accounts.Application.Pipeline;

/// <summary>Creates a span for every command and query. In the pipeline only when traces are exported.</summary>
internal sealed class TracingBehavior<TRequest, TResponse>(RequestContext context) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    // Generic commands are named with their kind: DeleteDirectoryItemCommand<Tariff>.
    private static readonly string Name = typeof(TRequest).GetGenericArguments() is [var item]
        ? $"{typeof(TRequest).Name.Split('`')[0]}<{item.Name}>"
        : typeof(TRequest).Name;

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        using var span = ServiceTelemetry.Activities.StartActivity(Name);
        span?.SetTag(ServiceTelemetry.RequestIdTag, context.RequestId);
        try
        {
            var response = await next();
            span?.SetTag(ServiceTelemetry.ErrorCodeTag, 0);
            return response;
        }
        catch (Exception exception)
        {
            // Never the message, which may quote the request.
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
