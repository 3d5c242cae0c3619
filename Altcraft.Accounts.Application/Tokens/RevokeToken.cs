using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Tokens;

namespace Altcraft.Accounts.Application.Tokens;

/// <summary>Revokes a token for good (contract, section 8).</summary>
public sealed record RevokeTokenCommand : ParameterObject, IRequest<Unit>, IChange
{
    /// <summary>The token.</summary>
    public Parameter<long> Id { get; init; }

    /// <summary>Whether even the last active token with <c>*</c> may go: only the command line sets it, for it can make a new one.</summary>
    public bool Force { get; init; }
}

/// <summary>The ID is required.</summary>
internal sealed class RevokeTokenValidator : CommandValidator<RevokeTokenCommand>
{
    public RevokeTokenValidator() => RuleFor(command => command.Id).Required().Id();
}

/// <summary>Carries <c>tokens/revoke</c> out (contract, section 8); repeating it succeeds.</summary>
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
            // One that expires does not stand in for one that lasts: the day it does, nobody could do everything any more.
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
