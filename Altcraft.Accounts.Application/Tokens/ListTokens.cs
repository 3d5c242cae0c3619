using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Tokens;

namespace Altcraft.Accounts.Application.Tokens;

/// <summary>Lists tokens without their secrets (contract, section 8).</summary>
public sealed record ListTokensQuery : PageByIdQuery, IRequest<Page<ApiToken>>;

internal sealed class ListTokensValidator : PageByIdQueryValidator<ListTokensQuery>;

internal sealed class ListTokensHandler(ITokenRepository tokens) : IRequestHandler<ListTokensQuery, Page<ApiToken>>
{
    public Task<Page<ApiToken>> Handle(ListTokensQuery request, CancellationToken cancellationToken) =>
        tokens.ListAsync(request.FirstId, request.Size, cancellationToken);
}
