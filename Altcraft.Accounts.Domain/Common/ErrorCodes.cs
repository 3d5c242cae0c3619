namespace Altcraft.Accounts.Domain.Common;

/// <summary>The words an <see cref="Error.Code"/> can be. They are part of the contract: programs compare them.</summary>
public static class ErrorCodes
{
    /// <summary>The body is no JSON or XML, not UTF-8, or nested too deeply.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>The endpoint has no parameter of that name.</summary>
    public const string Unknown = "unknown_parameter";

    /// <summary>The parameter stands twice in one request.</summary>
    public const string Repeated = "repeated";

    /// <summary>A required parameter is absent, null or empty.</summary>
    public const string Missing = "missing";

    /// <summary>The value is of another type: text for a number, an object for text.</summary>
    public const string WrongType = "wrong_type";

    /// <summary>A number or a date outside its range.</summary>
    public const string OutOfRange = "out_of_range";

    /// <summary>Text or an array longer than allowed.</summary>
    public const string TooLong = "too_long";

    /// <summary>Text with a character that is not allowed in it.</summary>
    public const string BadCharacter = "bad_character";

    /// <summary>A value of the right type that cannot be used.</summary>
    public const string BadValue = "bad_value";

    /// <summary>Nothing has that ID or name.</summary>
    public const string NotFound = "not_found";

    /// <summary>The name belongs to another one already.</summary>
    public const string Taken = "taken";

    /// <summary>The object cannot be deleted while accounts use it.</summary>
    public const string InUse = "in_use";

    /// <summary>The object has changed since the version that was sent.</summary>
    public const string Stale = "stale_version";

    /// <summary>The tariff allows no more active accounts.</summary>
    public const string LimitReached = "limit_reached";

    /// <summary>The caller may not do or grant this.</summary>
    public const string Forbidden = "forbidden";

    /// <summary>A request with the same Idempotency-Key is still running, or its answer cannot be given again.</summary>
    public const string Conflict = "conflict";

    /// <summary>The database was lost while it stored the change: whether it did is not known.</summary>
    public const string OutcomeUnknown = "outcome_unknown";

    /// <summary>A search took longer than it may.</summary>
    public const string TooSlow = "too_slow";
}
