using Altcraft.Accounts.Domain.Tokens;

namespace Altcraft.Accounts.Application.Audit;

/// <summary>What is recorded of one change (contract, section 9). The journal adds the caller and the time.</summary>
/// <param name="Action">The object type, a dot and a verb: <c>account.create</c>.</param>
/// <param name="ObjectType">What was changed: <c>account</c>.</param>
/// <param name="Changes">Each changed field, old and new. Never a secret.</param>
public sealed record AuditRecord(string Action, string ObjectType, long ObjectId, IReadOnlyList<FieldChange> Changes)
{
    /// <summary>The record of a change of an account.</summary>
    public static AuditRecord OfAccount(string verb, Account account) => Of("account", verb, account.Id, account.Changes());

    /// <summary>The record of a change of a directory item.</summary>
    public static AuditRecord OfItem(DirectoryKind kind, string verb, long id, IReadOnlyList<FieldChange> changes) =>
        Of(kind.ObjectType, verb, id, changes);

    /// <summary>The record of a new token.</summary>
    public static AuditRecord OfNewToken(long id, ApiToken token) => Of("token", "create", id, FieldChange.Between(null,
    [
        new("name", token.Name),
        new("prefix", token.Prefix),
        new("scopes", token.Scopes),
        new("expires_at", token.ExpiresAt),
    ]));

    /// <summary>The record of a revoked token.</summary>
    public static AuditRecord OfRevokedToken(long id) => Of("token", "revoke", id, [new FieldChange("is_active", true, false)]);

    private static AuditRecord Of(string objectType, string verb, long id, IReadOnlyList<FieldChange> changes) =>
        new($"{objectType}.{verb}", objectType, id, changes);
}
