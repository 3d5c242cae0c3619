namespace Altcraft.Accounts.Application.Accounts;

/// <summary>The errors about accounts (contract, sections 2, 5 and 6).</summary>
public static class AccountErrors
{
    /// <summary>404: no account has the ID.</summary>
    public static AccountsException NotFound(long id) => new(
        Failure.NotFound,
        new Error("id", ErrorCodes.NotFound, $"No account has the ID {id}."));

    /// <summary>404: no account has the name.</summary>
    public static AccountsException NameNotFound(string name) => new(
        Failure.NotFound, new Error("name", ErrorCodes.NotFound, $"No account has the name {Quoted.Of(name)}."));

    /// <summary>409: another account has the name.</summary>
    public static AccountsException NameTaken(string name) => new(
        Failure.Conflict,
        new Error("name", ErrorCodes.Taken, $"The name {Quoted.Of(name)} is taken by another account (case is ignored): choose another name."));

    /// <summary>402: the tariff allows no more active accounts.</summary>
    public static AccountsException LimitReached(string tariff, int max) => new(
        Failure.LimitReached,
        new Error("tariff", ErrorCodes.LimitReached, $"The tariff {Quoted.Of(tariff)} allows " + max switch
        {
            0 => "no active accounts: choose another tariff.",
            1 => "1 active account, and it already has one: choose another tariff, or deactivate or delete that account.",
            _ => $"{max} active accounts, and it already has that many: choose another tariff, or deactivate or delete an account.",
        }));

    /// <summary>A problem of a 400: no index supports the search, and there are many objects.</summary>
    public static Error SearchTooShort(string objects = "accounts") => new(
        "search",
        ErrorCodes.BadValue,
        $"search must have at least 3 letters or digits in a row: there are too many {objects} for a shorter search.");

    /// <summary>A problem of a 400: a reference names nothing.</summary>
    public static Error ReferenceNotFound(string field, string reference)
    {
        var what = field switch
        {
            "tariff" => "tariff",
            "web_version_policy" => "web-version policy",
            "account_postgresql" => "database of kind postgresql",
            "account_cache_clickhouse" => "database of kind clickhouse",
            _ => "external data connector",
        };
        return new Error(field, ErrorCodes.NotFound, $"No {what} has the ID or name {Quoted.Of(reference)}.");
    }
}
