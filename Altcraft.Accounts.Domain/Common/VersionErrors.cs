namespace Altcraft.Accounts.Domain.Common;

/// <summary>The check that all objects with a version share (contract, section 5: <c>version</c>).</summary>
public static class VersionErrors
{
    /// <summary>Fails if an object has changed since the caller read it.</summary>
    /// <param name="what">The kind of object.</param>
    /// <param name="read">The version that the caller read; <see langword="null"/> if unknown.</param>
    /// <exception cref="AccountsException">409: the object has another version.</exception>
    public static void Require(string what, long? read, long current)
    {
        if (read is { } version && version != current)
        {
            throw Stale(what, version, current);
        }
    }

    private static AccountsException Stale(string what, long read, long current) => new(
        Failure.Conflict,
        new Error("version", ErrorCodes.Stale, $"The {what} is now at version {current}, not {read}: read it again and repeat the change."));
}
