namespace Altcraft.Accounts.Application.Tokens;

/// <summary>The errors about tokens (contract, section 8).</summary>
public static class TokenErrors
{
    /// <summary>404: no token has the ID.</summary>
    public static AccountsException NotFound(long id) => new(
        Failure.NotFound,
        new Error("id", ErrorCodes.NotFound, $"No token has the ID {id}."));

    /// <summary>403: a token cannot grant what it does not have.</summary>
    public static AccountsException CannotGrant(IEnumerable<string> missing) => new(
        Failure.Forbidden,
        [.. missing.Select(scope => new Error(
            "scopes", ErrorCodes.Forbidden, $"Your token does not have the scope \"{scope}\", so it cannot grant it."))]);

    /// <summary>409: without this token no token would have every scope, now or after the others expire.</summary>
    /// <param name="isLasting">Whether there are others, all of which expire.</param>
    public static AccountsException LastAllPowerful(bool isLasting)
    {
        var (which, way) = isLasting ? (" that does not expire", " without expires_at") : (string.Empty, string.Empty);
        return new AccountsException(Failure.Conflict, new Error(
            "id",
            ErrorCodes.InUse,
            $"This is the last active token with the scope \"*\"{which}: create another one{way} first, or revoke it on the command line."));
    }
}
