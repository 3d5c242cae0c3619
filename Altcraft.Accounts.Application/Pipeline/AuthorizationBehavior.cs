using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Common;
using MediatR;

namespace Altcraft.Accounts.Application.Pipeline;

/// <summary>Refuses a command whose scope the caller's token lacks (contract, section 8): 403.</summary>
internal sealed class AuthorizationBehavior<TRequest, TResponse>(RequestContext context) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var caller = context.Caller ?? throw new AccountsException(Failure.TokenRequired);
        CommandScopes.Require(caller, typeof(TRequest));
        return next();
    }
}
