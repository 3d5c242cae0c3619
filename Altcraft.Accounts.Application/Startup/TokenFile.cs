namespace Altcraft.Accounts.Application.Startup;

/// <summary>The file that contains the first token of the private PostgreSQL (contract, section 11).</summary>
public sealed record TokenFile(string Path, TokenFileState State);

/// <summary>The state of a <see cref="TokenFile"/>.</summary>
public enum TokenFileState
{
    /// <summary>The token is valid.</summary>
    Valid,

    /// <summary>The file does not exist.</summary>
    Missing,

    /// <summary>The file has no token, or a revoked or expired one.</summary>
    Unusable,
}
