namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>Section <c>Database</c> of the configuration: connections, time limits and topology.</summary>
internal sealed class DatabaseOptions
{
    private const string TransactionPooler = "transaction";
    private const string NoPooler = "none";
    private const string FromPrimary = "primary";
    private const string FromStandby = "prefer-standby";

    /// <summary>The minimum number of connections that the service needs.</summary>
    public const int MinConnections = 4;

    private const int MaxConnectionLimit = 1000;
    private const int MaxSeconds = 600;

    /// <summary>
    /// The maximum number of connections of one service, 4–1000, 30 by default: three replicas fit into PostgreSQL's default of 100.
    /// </summary>
    public int MaxConnections { get; init; } = 30;

    /// <summary>The time limit of a request's statement in seconds, 1–600, 5 by default. The request is then answered with 503.</summary>
    public int StatementTimeoutSeconds { get; init; } = 5;

    /// <summary>How long a statement may wait for a lock in seconds, 1–600, 5 by default. The request is then answered with 503.</summary>
    public int LockTimeoutSeconds { get; init; } = 5;

    /// <summary>The password for a connection string without one, so that only the password must be kept secret.</summary>
    public string? Password { get; init; }

    /// <summary>
    /// The pooler in front of PostgreSQL: <c>none</c>, the default, or <c>transaction</c>, which gives every transaction another session
    /// (PgBouncer in transaction mode). Then nothing is prepared, and sessions have no start-up options.
    /// </summary>
    public string Pooler { get; init; } = NoPooler;

    /// <summary>
    /// Where <c>accounts/get</c>, <c>accounts/list</c> and <c>audit/list</c> read: <c>primary</c>, the default, or <c>prefer-standby</c> if
    /// the connection string names several hosts. A standby may be slightly stale.
    /// </summary>
    public string ReadFrom { get; init; } = FromPrimary;

    /// <summary>Whether the service also starts on a newer schema, false by default. For taking back an upgrade (decision 0014).</summary>
    public bool AllowNewerSchema { get; init; }

    /// <summary>Whether transactions share sessions.</summary>
    public bool IsPooled() => Pooler == TransactionPooler;

    /// <summary>Whether reads may go to a standby.</summary>
    public bool PrefersStandby() => ReadFrom == FromStandby;

    /// <summary>Returns a sentence for each invalid value.</summary>
    public IEnumerable<string> Problems() => new[]
    {
        Range(nameof(MaxConnections), MaxConnections, MinConnections, MaxConnectionLimit),
        Range(nameof(StatementTimeoutSeconds), StatementTimeoutSeconds, 1, MaxSeconds),
        Range(nameof(LockTimeoutSeconds), LockTimeoutSeconds, 1, MaxSeconds),
        Choice(nameof(Pooler), Pooler, NoPooler, TransactionPooler),
        Choice(nameof(ReadFrom), ReadFrom, FromPrimary, FromStandby),
    }.OfType<string>();

    private static string? Range(string name, int value, int min, int max) => value >= min && value <= max ? null
        : string.Create(CultureInfo.InvariantCulture, $"Database:{name} must be from {min} to {max}; it is {value}.");

    private static string? Choice(string name, string value, string one, string other) => value == one || value == other ? null
        : $"Database:{name} must be {one} or {other}; it is {Quoted.Of(value)}.";
}

/// <summary>Reports each invalid setting of <see cref="DatabaseOptions"/>.</summary>
internal sealed class DatabaseOptionsValidator : IValidateOptions<DatabaseOptions>
{
    public ValidateOptionsResult Validate(string? name, DatabaseOptions options) =>
        options.Problems().ToList() is { Count: > 0 } problems ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
}
