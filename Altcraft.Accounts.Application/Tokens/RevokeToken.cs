using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Tokens;

namespace Altcraft.Accounts.Application.Tokens;

/// <summary>Revokes a token permanently (contract, section 8). Repeating it succeeds.</summary>
public sealed record RevokeTokenCommand : ParameterObject, IRequest<Unit>, IChange
{
    /// <summary>The token.</summary>
    public Parameter<long> Id { get; init; }

    /// <summary>
    /// Whether to revoke even the last active token with <c>*</c>. Only the command line sets it, because it can create a new one.
    /// </summary>
    public bool Force { get; init; }
}

internal sealed class RevokeTokenValidator : CommandValidator<RevokeTokenCommand>
{
    public RevokeTokenValidator() => RuleFor(command => command.Id).Required().Id();
}

internal sealed class RevokeTokenHandler(ITokenRepository tokens, IAuditJournal journal, TimeProvider clock)
    : IRequestHandler<RevokeTokenCommand, Unit>
{
    public async Task<Unit> Handle(RevokeTokenCommand request, CancellationToken cancellationToken)
    {
        var id = request.Id.Value;
        var token = await tokens.FindForChangeAsync(id, cancellationToken) ?? throw TokenErrors.NotFound(id);
        if (token.RevokedAt is not null)
        {
            return Unit.Value;
        }

        var isAllPowerful = token.Scopes.Contains(Scope.All) && token.IsActive(clock.GetUtcNow().UtcDateTime);
        if (isAllPowerful && !request.Force)
        {
            // A token that expires cannot replace one that does not: after its expiry no token would have every scope.
            var isLasting = token.ExpiresAt is null;
            if (await tokens.CountOtherAllPowerfulAsync(id, isLasting, cancellationToken) == 0)
            {
                throw TokenErrors.LastAllPowerful(isLasting);
            }
        }

        await tokens.RevokeAsync(id, cancellationToken);
        await journal.AppendAsync(AuditRecord.OfRevokedToken(id), cancellationToken);
        return Unit.Value;
    }
}
