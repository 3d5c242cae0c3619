namespace Altcraft.Accounts.Domain.Common;

/// <summary>Why a request was refused: the value is <c>error</c> in the answer and its HTTP status (contract, section 2).</summary>
public enum Failure
{
    /// <summary>Unreadable body, unknown or repeated parameter, missing or bad value, reference that names nothing.</summary>
    IncorrectRequest = 400,

    /// <summary>No, unknown, inactive or expired token.</summary>
    TokenRequired = 401,

    /// <summary>The tariff's <c>max_accounts</c> is reached.</summary>
    LimitReached = 402,

    /// <summary>The token lacks the scope.</summary>
    Forbidden = 403,

    /// <summary>No such endpoint or object.</summary>
    NotFound = 404,

    /// <summary>Any method but POST.</summary>
    MethodNotAllowed = 405,

    /// <summary>The request took too long to arrive.</summary>
    RequestTimeout = 408,

    /// <summary>Name taken, object in use, stale version, or the same Idempotency-Key in flight.</summary>
    Conflict = 409,

    /// <summary>Body over 64 KiB.</summary>
    TooLarge = 413,

    /// <summary>Request line over 8 KiB.</summary>
    UriTooLong = 414,

    /// <summary>Neither JSON nor XML, or not UTF-8.</summary>
    UnsupportedMediaType = 415,

    /// <summary>An Idempotency-Key came back with other parameters.</summary>
    KeyReused = 422,

    /// <summary>Too many requests.</summary>
    TooManyRequests = 429,

    /// <summary>More than 100 headers, or headers over 32 KiB.</summary>
    HeadersTooLarge = 431,

    /// <summary>Our fault.</summary>
    Internal = 500,

    /// <summary>The database cannot be reached; nothing was changed, unless an error says <c>outcome_unknown</c>.</summary>
    Unavailable = 503,
}
