using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Application.Tokens;

/// <summary>Reads the caller's own token, without its secret (contract, section 8).</summary>
public sealed record GetCurrentTokenQuery : ParameterObject, IRequest<Caller>;

/// <summary>There is nothing to send.</summary>
internal sealed class GetCurrentTokenValidator : CommandValidator<GetCurrentTokenQuery>;

internal sealed class GetCurrentTokenHandler(RequestContext context) : IRequestHandler<GetCurrentTokenQuery, Caller>
{
    // Authentication has just read it.
    public Task<Caller> Handle(GetCurrentTokenQuery request, CancellationToken cancellationToken) => Task.FromResult(context.Caller!);
}
