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
    /// Read the audit journal: old and new values of everything, with hosts and user names of databases and connectors, names of tokens, and
    /// names, e-mail addresses and telephone numbers of users, whatever other scopes the token lacks.
    /// </summary>
    public const string AuditRead = "audit.read";

    /// <summary>List and get the users of accounts, with their e-mail addresses and telephone numbers.</summary>
    public const string UsersRead = "users.read";

    /// <summary>Add, change and delete the users of accounts, and send them welcome mails.</summary>
    public const string UsersWrite = "users.write";

    /// <summary>Redeem the codes of welcome mails, for the page at which users set their password.</summary>
    public const string UsersRedeem = "users.redeem";

    /// <summary>All scopes, <see cref="All"/> first.</summary>
    public static IReadOnlyList<string> Known { get; } =
        [All, AccountsRead, AccountsWrite, AccountsDelete, DirectoryRead, DirectoryWrite, Tokens, AuditRead, UsersRead, UsersWrite, UsersRedeem];

    /// <summary>Whether the granted scopes include the needed one.</summary>
    public static bool Covers(IReadOnlyCollection<string> granted, string needed) => granted.Contains(All) || granted.Contains(needed);
}
