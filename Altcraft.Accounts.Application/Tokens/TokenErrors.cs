using Altcraft.Accounts.Domain.Tokens;

namespace Altcraft.Accounts.Application.Tokens;

/// <summary>The errors about tokens (contract, section 8).</summary>
public static class TokenErrors
{
    /// <summary>404: no token has the ID.</summary>
    public static AccountsException NotFound(long id) => new(
        Failure.NotFound,
        new Error("id", ErrorCodes.NotFound, $"No token has the ID {id}."));

    /// <summary>403: a token cannot grant what it does not have, neither a scope nor a longer life.</summary>
    /// <param name="outlived">When the caller's token expires, if the new one would live longer.</param>
    public static AccountsException CannotGrant(IEnumerable<string> missing, DateTime? outlived)
    {
        List<Error> errors =
        [
            .. missing.Select(scope => new Error(
                "scopes", ErrorCodes.Forbidden, $"Your token does not have the scope \"{scope}\", so it cannot grant it.")),
        ];
        if (outlived is { } end)
        {
            errors.Add(new Error("expires_at", ErrorCodes.Forbidden, string.Create(
                CultureInfo.InvariantCulture,
                $"Your token expires at {end:yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'}, so it cannot create one that lives longer: "
                + $"send that or an earlier time.")));
        }

        return new AccountsException(Failure.Forbidden, errors);
    }

    /// <summary>403: a token cannot revoke what it could not have granted.</summary>
    public static AccountsException CannotRevoke(IEnumerable<string> missing) => new(
        Failure.Forbidden,
        [.. missing.Select(scope => new Error(
            "id", ErrorCodes.Forbidden, $"Your token does not have the scope \"{scope}\", so it cannot revoke a token that has it."))]);

    /// <summary>409: there are too many active tokens.</summary>
    public static AccountsException TooMany() => new(Failure.Conflict, new Error(
        null,
        ErrorCodes.Conflict,
        $"There are {ApiToken.MaxActive} active tokens, the most there may be: revoke one that is no longer used first."));

    /// <summary>409: without these tokens no token would have every scope, now or after the others expire.</summary>
    /// <param name="isLasting">Whether there are others, all of which expire.</param>
    /// <param name="withCreated">Whether it is only because those that the token has created would be revoked, too.</param>
    public static AccountsException LastAllPowerful(bool isLasting, bool withCreated)
    {
        var (which, way) = isLasting ? (" that does not expire", " without expires_at") : (string.Empty, string.Empty);
        return new AccountsException(Failure.Conflict, new Error("id", ErrorCodes.InUse, withCreated
            ? $"No active token with the scope \"*\"{which} would be left: "
                + $"create one{way} on the command line first, or revoke these there."
            : $"This is the last active token with the scope \"*\"{which}: "
                + $"create another one{way} first, or revoke it on the command line."));
    }
}
