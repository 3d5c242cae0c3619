namespace Altcraft.Accounts.Application.Directories;

/// <summary>The errors about directory items (contract, sections 2 and 7).</summary>
public static class DirectoryErrors
{
    /// <summary>404: no item has the ID.</summary>
    public static AccountsException NotFound(string what, long id) => new(
        Failure.NotFound,
        new Error("id", ErrorCodes.NotFound, $"No {what} has the ID {id}."));

    /// <summary>409: another item has the name.</summary>
    public static AccountsException NameTaken(string what, string name) => new(
        Failure.Conflict,
        new Error("name", ErrorCodes.Taken, $"The name {Quoted.Of(name)} is taken by another {what} (case is ignored): choose another name."));

    /// <summary>409: accounts use the item.</summary>
    public static AccountsException InUse(string what, UseCount uses)
    {
        var accounts = Accounts(uses.Total, uses.Deleted == uses.Total ? "deleted account" : "account");
        var message = uses.Deleted == 0 ? $"{accounts} this {what}: give {Them(uses.Total)} another one first."
            : uses.Deleted == uses.Total
                ? $"{accounts} this {what} ({Ids(uses)}): restore {Them(uses.Total)} (accounts/restore), give {Them(uses.Total)} another one, and delete {Them(uses.Total)} again."
                : $"{accounts} this {what}, {uses.Deleted} of them deleted ({Ids(uses)}): give them another one first. Restore the deleted ones for that (accounts/restore); you can delete them again afterwards.";
        return new AccountsException(Failure.Conflict, new Error("id", ErrorCodes.InUse, message));
    }

    /// <summary>400: the kind of a data source cannot be changed.</summary>
    public static AccountsException KindIsFixed(string what, string kind) => new(
        Failure.IncorrectRequest,
        new Error("kind", ErrorCodes.BadValue, $"kind must stay \"{kind}\": accounts rely on it; create another {what} instead."));

    private static string Accounts(long count, string noun) =>
        count == 1 ? $"1 {noun} uses" : $"{count} {noun}s use";

    private static string Them(long count) => count == 1 ? "it" : "them";

    // No list shows deleted accounts, so the message gives their IDs.
    private static string Ids(UseCount uses)
    {
        var ids = string.Join(", ", uses.DeletedIds);
        var more = uses.Deleted - uses.DeletedIds.Count;
        return (uses.Deleted == 1 ? "ID " : "IDs ") + (more > 0 ? $"{ids} and {more} more" : ids);
    }
}
