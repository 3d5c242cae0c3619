namespace Altcraft.Accounts.Domain.Tokens;

/// <summary>The scopes of tokens (contract, section 8). A token has one or more of them, or <see cref="All"/>.</summary>
public static class Scope
{
    /// <summary>All scopes, including those of later versions.</summary>
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

    /// <summary>
    /// Read the audit journal: old and new values of everything, with hosts and user names of databases and connectors, and names of
    /// tokens, whatever other scopes the token lacks.
    /// </summary>
    public const string AuditRead = "audit.read";

    /// <summary>All scopes, <see cref="All"/> first.</summary>
    public static IReadOnlyList<string> Known { get; } =
        [All, AccountsRead, AccountsWrite, AccountsDelete, DirectoryRead, DirectoryWrite, Tokens, AuditRead];

    /// <summary>Whether the granted scopes include the needed one.</summary>
    public static bool Covers(IReadOnlyCollection<string> granted, string needed) => granted.Contains(All) || granted.Contains(needed);
}
