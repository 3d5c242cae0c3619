using Altcraft.Accounts.Domain.AccountUsers;
using Altcraft.Accounts.Domain.Tokens;

namespace Altcraft.Accounts.Application.Audit;

/// <summary>What is recorded of one change (contract, section 9). The journal adds the caller and the time.</summary>
/// <param name="Action">The object type, a dot and a verb: <c>account.create</c>.</param>
/// <param name="ObjectType">What was changed: <c>account</c>.</param>
/// <param name="Changes">Each changed field, old and new. Never a secret.</param>
public sealed record AuditRecord(string Action, string ObjectType, long ObjectId, IReadOnlyList<FieldChange> Changes)
{
    private const string UserType = "account_user";

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

    /// <summary>
    /// The record of a change of a user. The object is the account, and the first field the user's name, whether or not it has changed.
    /// </summary>
    /// <param name="before"><see langword="null"/> for a new user.</param>
    /// <param name="after"><see langword="null"/> for a deleted user.</param>
    public static AuditRecord OfUser(string verb, AccountUser? before, AccountUser? after)
    {
        var changes = after is null
            ? [.. before!.Fields().Where(field => field.Value is not null).Select(field => new FieldChange(field.Key, field.Value, null))]
            : FieldChange.Between(before?.Fields(), after.Fields());
        var user = after ?? before!;
        return changes is [{ Field: "name" }, ..]
            ? Of(UserType, verb, user.AccountId, changes)
            : OfUserNamed(verb, user.AccountId, user.Name, changes);
    }

    /// <summary>The record of a change of a user whose name stays as it is.</summary>
    public static AuditRecord OfUserNamed(string verb, long accountId, string name, params IReadOnlyList<FieldChange> changes) =>
        Of(UserType, verb, accountId, [new FieldChange("name", name, name), .. changes]);

    private static AuditRecord Of(string objectType, string verb, long id, IReadOnlyList<FieldChange> changes) =>
        new($"{objectType}.{verb}", objectType, id, changes);
}
