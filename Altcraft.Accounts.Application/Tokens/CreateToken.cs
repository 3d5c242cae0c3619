using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Tokens;

namespace Altcraft.Accounts.Application.Tokens;

/// <summary>Makes a token (contract, section 8).</summary>
public sealed record CreateTokenCommand : ParameterObject, IRequest<CreatedToken>, IChange
{
    /// <summary>What the token is for, 1–64 characters.</summary>
    public Parameter<string> Name { get; init; }

    /// <summary>What it may do; no more than the token that asks.</summary>
    public Parameter<IReadOnlyList<string>> Scopes { get; init; }

    /// <summary>When it stops working: a date and time in the future (RFC 3339); never when absent.</summary>
    public Parameter<DateTimeOffset> ExpiresAt { get; init; }
}

/// <summary>A new token: the only moment its secret is known.</summary>
public sealed record CreatedToken(long Id, string Secret);

/// <summary>The rules of <see cref="CreateTokenCommand"/>.</summary>
internal sealed class CreateTokenValidator : CommandValidator<CreateTokenCommand>
{
    public CreateTokenValidator(TimeProvider clock)
    {
        RuleFor(command => command.Name).Required().MaxLength(ApiToken.MaxNameLength);
        RuleFor(command => command.Scopes).Required().EachOneOf(Scope.Known);
        RuleFor(command => command.ExpiresAt).Must(expiry => expiry > clock.GetUtcNow()
            ? null
            : new Problem(ErrorCodes.OutOfRange, "must be in the future."));
    }
}

/// <summary>Carries <c>tokens/create</c> out (contract, section 8): a token cannot grant what it does not have.</summary>
internal sealed class CreateTokenHandler(ITokenRepository tokens, IAuditJournal journal, RequestContext context)
    : IRequestHandler<CreateTokenCommand, CreatedToken>
{
    public async Task<CreatedToken> Handle(CreateTokenCommand request, CancellationToken cancellationToken)
    {
        var scopes = request.Scopes.Value.Distinct().ToList();
        var missing = scopes.Where(scope => !context.Caller!.Has(scope)).ToList();
        if (missing.Count > 0)
        {
            throw TokenErrors.CannotGrant(missing);
        }

        var secret = TokenSecret.New();
        var token = new ApiToken
        {
            Name = request.Name.Value,
            Prefix = TokenSecret.ShownPrefix(secret),
            Scopes = scopes,
            ExpiresAt = request.ExpiresAt.OrNull()?.UtcDateTime,
        };
        var id = await tokens.AddAsync(token, TokenSecret.Hash(secret), cancellationToken);
        await journal.AppendAsync(AuditRecord.OfNewToken(id, token), cancellationToken);
        return new CreatedToken(id, secret);
    }
}
