using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Domain.Common;
using Altcraft.Accounts.Domain.Tokens;

namespace Altcraft.Accounts.Application.Tokens;

/// <summary>What the journal keeps of changes of tokens: never a secret (contract, section 9).</summary>
public static class TokenEntry
{
    private const string ObjectType = "token";

    /// <summary>A token was made.</summary>
    /// <param name="id">Its ID.</param>
    /// <param name="token">The token.</param>
    public static AuditEntry Created(long id, ApiToken token) => new("token.create", ObjectType, id, FieldChange.Between(null,
    [
        new("name", token.Name),
        new("prefix", token.Prefix),
        new("scopes", token.Scopes),
        new("expires_at", token.ExpiresAt),
    ]));

    /// <summary>A token was revoked.</summary>
    /// <param name="id">Its ID.</param>
    public static AuditEntry Revoked(long id) =>
        new("token.revoke", ObjectType, id, [new FieldChange("is_active", true, false)]);
}
