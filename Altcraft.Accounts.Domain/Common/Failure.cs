namespace Altcraft.Accounts.Domain.Common;

/// <summary>The reason for a failure. The value is <c>error</c> in the answer and the HTTP status (contract, section 2).</summary>
public enum Failure
{
    /// <summary>Unreadable body, unknown or repeated parameter, missing or invalid value, or unknown reference.</summary>
    IncorrectRequest = 400,

    /// <summary>Missing, unknown, revoked or expired token.</summary>
    TokenRequired = 401,

    /// <summary>The tariff's <c>max_accounts</c> is reached.</summary>
    LimitReached = 402,

    /// <summary>The token lacks the scope, or would grant or revoke what it does not have.</summary>
    Forbidden = 403,

    /// <summary>No such endpoint or object.</summary>
    NotFound = 404,

    /// <summary>A method other than POST.</summary>
    MethodNotAllowed = 405,

    /// <summary>The request took too long to arrive.</summary>
    RequestTimeout = 408,

    /// <summary>Name taken, object in use, stale version, too many tokens, or Idempotency-Key in use.</summary>
    Conflict = 409,

    /// <summary>Body over 64 KiB.</summary>
    TooLarge = 413,

    /// <summary>Request line over 8 KiB.</summary>
    UriTooLong = 414,

    /// <summary>Neither JSON nor XML, or not UTF-8.</summary>
    UnsupportedMediaType = 415,

    /// <summary>An Idempotency-Key was reused with other parameters.</summary>
    KeyReused = 422,

    /// <summary>Too many requests.</summary>
    TooManyRequests = 429,

    /// <summary>More than 100 headers, or headers over 32 KiB.</summary>
    HeadersTooLarge = 431,

    /// <summary>An error in the service.</summary>
    Internal = 500,

    /// <summary>The service is temporarily unavailable; nothing was changed, unless an error says <c>outcome_unknown</c>.</summary>
    Unavailable = 503,
}
