using MediatR;

namespace Usual;

public sealed class TransactionBehavior<TRequest, TResponse>(Session session) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        await session.BeginAsync(cancellationToken);
        var response = await next();
        await session.CommitAsync(cancellationToken);
        return response;
    }
}
