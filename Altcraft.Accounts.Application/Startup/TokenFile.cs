namespace Altcraft.Accounts.Application.Startup;

/// <summary>The file the first token of the private PostgreSQL was written to (contract, section 11).</summary>
public sealed record TokenFile(string Path, TokenFileState State);

/// <summary>What is in a <see cref="TokenFile"/>.</summary>
public enum TokenFileState
{
    /// <summary>A token that opens the API.</summary>
    Valid,

    /// <summary>Nothing: there is no such file any more.</summary>
    Missing,

    /// <summary>No token, or one that was revoked or has expired.</summary>
    Unusable,
}
