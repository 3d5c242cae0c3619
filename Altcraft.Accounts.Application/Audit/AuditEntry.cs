using Altcraft.Accounts.Domain.Accounts;
using Altcraft.Accounts.Domain.Common;
using Altcraft.Accounts.Domain.Directories;

namespace Altcraft.Accounts.Application.Audit;

/// <summary>What the journal keeps of one change (contract, section 9); who asked and when is added where it is written.</summary>
/// <param name="Action">The object type, a dot and a verb: <c>account.create</c>.</param>
/// <param name="ObjectType">What was changed.</param>
/// <param name="ObjectId">Which one.</param>
/// <param name="Changes">Each changed field, old and new. Never a secret.</param>
public sealed record AuditEntry(string Action, string ObjectType, long ObjectId, IReadOnlyList<FieldChange> Changes)
{
    /// <summary>An entry for a change of an account.</summary>
    /// <param name="verb">What was done.</param>
    /// <param name="account">The changed account.</param>
    public static AuditEntry OfAccount(string verb, Account account) => new("account." + verb, "account", account.Id, account.Changes());

    /// <summary>An entry for a change of a directory item.</summary>
    /// <param name="kind">The kind of item.</param>
    /// <param name="verb">What was done.</param>
    /// <param name="id">To which item.</param>
    /// <param name="changes">Each changed field.</param>
    public static AuditEntry OfItem(DirectoryKind kind, string verb, long id, IReadOnlyList<FieldChange> changes) =>
        new($"{kind.ObjectType}.{verb}", kind.ObjectType, id, changes);
}
