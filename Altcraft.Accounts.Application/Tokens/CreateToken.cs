using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Tokens;

namespace Altcraft.Accounts.Application.Tokens;

/// <summary>Creates a token (contract, section 8).</summary>
public sealed record CreateTokenCommand : ParameterObject, IRequest<CreatedToken>, IChange
{
    /// <summary>The purpose of the token, 1–64 characters.</summary>
    public Parameter<string> Name { get; init; }

    /// <summary>
    /// The scopes of the token, all of which the caller must have. <c>audit.read</c> reads hosts and user names, names of tokens, and the
    /// personal data of users, whatever the other scopes are.
    /// </summary>
    public Parameter<IReadOnlyList<string>> Scopes { get; init; }

    /// <summary>
    /// When the token expires: a date and time in the future (RFC 3339), at most 100 years ahead; absent for never. If the caller's own
    /// token expires, this is required, and no later than that.
    /// </summary>
    public Parameter<DateTimeOffset> ExpiresAt { get; init; }
}

/// <summary>A new token, the only place where its secret is known.</summary>
public sealed record CreatedToken(long Id, string Secret);

internal sealed class CreateTokenValidator : CommandValidator<CreateTokenCommand>
{
    public CreateTokenValidator(TimeProvider clock)
    {
        RuleFor(command => command.Name).Required().NameText(ApiToken.MaxNameLength);
        RuleFor(command => command.Scopes).Required().EachOneOf(Scope.Known);
        RuleFor(command => command.ExpiresAt).WithinACentury(clock).Must(expiry => expiry > clock.GetUtcNow()
            ? null
            : new Problem(ErrorCodes.OutOfRange, "must be in the future."));
    }
}

internal sealed class CreateTokenHandler(ITokenRepository tokens, TokenLock tokenLock, IAuditJournal journal, RequestContext context)
    : IRequestHandler<CreateTokenCommand, CreatedToken>
{
    public async Task<CreatedToken> Handle(CreateTokenCommand request, CancellationToken cancellationToken)
    {
        var caller = context.Caller!;
        var scopes = request.Scopes.Value.Distinct().ToList();
        var expiry = request.ExpiresAt.OrNull()?.UtcDateTime;
        var missing = scopes.Where(scope => !caller.Has(scope)).ToList();
        var outlived = caller.ExpiresAt is { } end && (expiry is null || expiry > end) ? caller.ExpiresAt : null;
        if (missing.Count > 0 || outlived is not null)
        {
            throw TokenErrors.CannotGrant(missing, outlived);
        }

        await tokenLock.AcquireAsync(cancellationToken);
        if (await tokens.CountActiveAsync(cancellationToken) >= ApiToken.MaxActive)
        {
            throw TokenErrors.TooMany();
        }

        var secret = TokenSecret.New();
        var token = new ApiToken
        {
            Name = request.Name.Value,
            Prefix = TokenSecret.ShownPrefix(secret),
            Scopes = scopes,
            CreatedBy = caller.TokenId,
            ExpiresAt = expiry,
        };
        var id = await tokens.AddAsync(token, TokenSecret.Hash(secret), cancellationToken);
        await journal.AppendAsync(AuditRecord.OfNewToken(id, token), cancellationToken);
        return new CreatedToken(id, secret);
    }
}
