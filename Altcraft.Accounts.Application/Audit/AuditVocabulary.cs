namespace Altcraft.Accounts.Application.Audit;

/// <summary>All object types and actions of audit records (contract, section 9).</summary>
public static class AuditVocabulary
{
    private static readonly (string ObjectType, string[] Verbs)[] VerbsByObject =
    [
        ("account", ["create", "update", "activate", "deactivate", "freeze", "unfreeze", "delete", "restore"]),
        .. DirectoryKind.All.Select(kind => (kind.ObjectType, new[] { "create", "update", "delete" })),
        ("account_user", ["create", "update", "delete", "send_welcome", "redeem_welcome", "give_up_welcome"]),
        ("token", ["create", "revoke"]),
    ];

    /// <summary>All object types: <c>account</c>, …</summary>
    public static IReadOnlyList<string> ObjectTypes { get; } = [.. VerbsByObject.Select(item => item.ObjectType)];

    /// <summary>All actions: <c>account.create</c>, …</summary>
    public static IReadOnlyList<string> Actions { get; } = [.. VerbsByObject.SelectMany(item => item.Verbs.Select(verb => $"{item.ObjectType}.{verb}"))];
}
