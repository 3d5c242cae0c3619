using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Tokens;

namespace Altcraft.Accounts.Application.Tokens;

/// <summary>Revokes a token permanently (contract, section 8). Repeating it succeeds.</summary>
public sealed record RevokeTokenCommand : ParameterObject, IRequest<Unit>, IChange
{
    /// <summary>The token.</summary>
    public Parameter<long> Id { get; init; }

    /// <summary>Whether to revoke also all tokens that the token has created, and those that they have created; false if absent.</summary>
    public Parameter<bool> WithCreated { get; init; }

    /// <summary>
    /// Whether to revoke even the last active token with <c>*</c>. Only the command line sets it, because it can create a new one.
    /// </summary>
    public bool Force { get; init; }
}

internal sealed class RevokeTokenValidator : CommandValidator<RevokeTokenCommand>
{
    public RevokeTokenValidator() => RuleFor(command => command.Id).Required().Id();
}

internal sealed class RevokeTokenHandler(
    ITokenRepository tokens, TokenLock tokenLock, IAuditJournal journal, RequestContext context, TimeProvider clock)
    : IRequestHandler<RevokeTokenCommand, Unit>
{
    public async Task<Unit> Handle(RevokeTokenCommand request, CancellationToken cancellationToken)
    {
        await tokenLock.AcquireAsync(cancellationToken);
        var id = request.Id.Value;
        var found = await tokens.FindAsync(id, request.WithCreated.Or(false), cancellationToken);
        if (found.Count == 0)
        {
            throw TokenErrors.NotFound(id);
        }

        // A caller's own scopes are among those it can grant, so it can always revoke itself.
        var missing = found.SelectMany(token => token.Scopes).Distinct().Where(scope => !context.Caller!.Has(scope)).ToList();
        if (missing.Count > 0)
        {
            throw TokenErrors.CannotRevoke(missing);
        }

        var revoked = found.Where(token => token.RevokedAt is null).ToList();
        if (!request.Force)
        {
            await ThrowIfNoneIsLeftAsync(revoked, cancellationToken);
        }

        await tokens.RevokeAsync(Ids(revoked), cancellationToken);
        foreach (var token in revoked)
        {
            await journal.AppendAsync(AuditRecord.OfRevokedToken(token.Id), cancellationToken);
        }

        return Unit.Value;
    }

    private static List<long> Ids(IEnumerable<ApiToken> tokens) => [.. tokens.Select(token => token.Id)];

    private async Task ThrowIfNoneIsLeftAsync(List<ApiToken> revoked, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var allPowerful = revoked.Where(token => token.Scopes.Contains(Scope.All) && token.IsActive(now)).ToList();

        // A token that expires cannot replace one that does not: after its expiry no token would have every scope.
        var isLasting = allPowerful.Any(token => token.ExpiresAt is null);
        if (allPowerful.Count > 0 && await tokens.CountOtherAllPowerfulAsync(Ids(revoked), isLasting, cancellationToken) == 0)
        {
            throw TokenErrors.LastAllPowerful(isLasting, withCreated: revoked.Count > 1);
        }
    }
}
