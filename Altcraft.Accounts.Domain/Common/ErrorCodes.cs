namespace Altcraft.Accounts.Domain.Common;

/// <summary>The values of <see cref="Error.Code"/>. They are part of the contract.</summary>
public static class ErrorCodes
{
    /// <summary>The body is not valid JSON or XML, not UTF-8, or nested too deeply.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>The endpoint has no parameter of that name.</summary>
    public const string Unknown = "unknown_parameter";

    /// <summary>The parameter appears more than once.</summary>
    public const string Repeated = "repeated";

    /// <summary>A required parameter is absent, null or empty.</summary>
    public const string Missing = "missing";

    /// <summary>The value has the wrong type: text for a number, an object for text.</summary>
    public const string WrongType = "wrong_type";

    /// <summary>A number or a date is outside its range.</summary>
    public const string OutOfRange = "out_of_range";

    /// <summary>Text or an array is too long.</summary>
    public const string TooLong = "too_long";

    /// <summary>Text contains a character that is not allowed.</summary>
    public const string BadCharacter = "bad_character";

    /// <summary>A value has the right type but cannot be used.</summary>
    public const string BadValue = "bad_value";

    /// <summary>No object has that ID or name.</summary>
    public const string NotFound = "not_found";

    /// <summary>Another object has that name.</summary>
    public const string Taken = "taken";

    /// <summary>Accounts use the object, so it cannot be deleted.</summary>
    public const string InUse = "in_use";

    /// <summary>The object has changed since the version that was sent.</summary>
    public const string Stale = "stale_version";

    /// <summary>The tariff allows no more active accounts.</summary>
    public const string LimitReached = "limit_reached";

    /// <summary>The caller lacks the scope for this, or may not grant or revoke this.</summary>
    public const string Forbidden = "forbidden";

    /// <summary>A request with the same Idempotency-Key is in progress, or its response cannot be repeated.</summary>
    public const string Conflict = "conflict";

    /// <summary>The connection to the database was lost during the commit, so the outcome is unknown.</summary>
    public const string OutcomeUnknown = "outcome_unknown";

    /// <summary>The service has no mail server.</summary>
    public const string MailNotConfigured = "mail_not_configured";

    /// <summary>The user is not active.</summary>
    public const string Inactive = "inactive";

    /// <summary>The last welcome mail of the user was asked for less than a minute ago.</summary>
    public const string TooSoon = "too_soon";

    /// <summary>A search exceeded its time limit.</summary>
    public const string TooSlow = "too_slow";
}
