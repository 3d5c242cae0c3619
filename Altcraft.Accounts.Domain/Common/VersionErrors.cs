namespace Altcraft.Accounts.Domain.Common;

/// <summary>The error that all objects with a version share (contract, section 5: <c>version</c>).</summary>
public static class VersionErrors
{
    /// <summary>409: the object has changed since the caller read it.</summary>
    public static AccountsException Stale(string what, long read, long current) => new(
        Failure.Conflict,
        new Error("version", ErrorCodes.Stale, $"The {what} is now at version {current}, not {read}: read it again and repeat the change."));
}
