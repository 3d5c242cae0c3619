using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Tokens;
using MediatR;

namespace Altcraft.Accounts.Application.Tokens.Create;

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
            ExpiresAt = request.ExpiresAt.HasValue ? request.ExpiresAt.Value.UtcDateTime : null,
        };
        var id = await tokens.AddAsync(token, TokenSecret.Hash(secret), cancellationToken);
        await journal.AppendAsync(TokenEntry.Created(id, token), cancellationToken);
        return new CreatedToken(id, secret);
    }
}
