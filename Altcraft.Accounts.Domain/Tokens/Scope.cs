namespace Altcraft.Accounts.Domain.Tokens;

/// <summary>What a token may do (contract, section 8). A token holds one or more of these words, or <see cref="All"/>.</summary>
public static class Scope
{
    /// <summary>Everything, also what later versions add.</summary>
    public const string All = "*";

    /// <summary>List and get accounts.</summary>
    public const string AccountsRead = "accounts.read";

    /// <summary>Create accounts, change them and their state.</summary>
    public const string AccountsWrite = "accounts.write";

    /// <summary>Delete and restore accounts.</summary>
    public const string AccountsDelete = "accounts.delete";

    /// <summary>List tariffs, policies, databases and connectors.</summary>
    public const string DirectoryRead = "directory.read";

    /// <summary>Save and delete tariffs, policies, databases and connectors.</summary>
    public const string DirectoryWrite = "directory.write";

    /// <summary>Create, list and revoke tokens.</summary>
    public const string Tokens = "tokens";

    /// <summary>Read the audit journal.</summary>
    public const string AuditRead = "audit.read";

    /// <summary>Every scope there is, <see cref="All"/> first.</summary>
    public static IReadOnlyList<string> Known { get; } =
        [All, AccountsRead, AccountsWrite, AccountsDelete, DirectoryRead, DirectoryWrite, Tokens, AuditRead];

    /// <summary>Whether scopes that were granted include one that is needed.</summary>
    public static bool Covers(IReadOnlyCollection<string> granted, string needed) => granted.Contains(All) || granted.Contains(needed);
}
