namespace Altcraft.Accounts.Domain.Common;

/// <summary>The refusal every object with a version shares (contract, section 5: <c>version</c>).</summary>
public static class VersionErrors
{
    /// <summary>409: somebody changed the object after the caller read it.</summary>
    public static AccountsException Stale(string what, long read, long current) => new(
        Failure.Conflict,
        new Error("version", ErrorCodes.Stale, $"The {what} is at version {current} by now, not {read}: read it again and repeat the change."));
}
