namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>Section <c>Database</c> of the configuration: how much of PostgreSQL one service may take, and for how long.</summary>
internal sealed class DatabaseOptions
{
    private const string TransactionPooler = "transaction";
    private const string NoPooler = "none";
    private const string FromPrimary = "primary";
    private const string FromStandby = "prefer-standby";

    private const int MinConnections = 4;
    private const int MostConnections = 1000;
    private const int MaxSeconds = 600;

    /// <summary>
    /// The most connections of one service, 4–1000, 30 by default: three replicas fit into the 100 that PostgreSQL takes by default.
    /// </summary>
    public int MaxConnections { get; init; } = 30;

    /// <summary>After how many seconds PostgreSQL ends a statement of a request, 1–600, 5 by default: the request is answered with 503.</summary>
    public int StatementTimeoutSeconds { get; init; } = 5;

    /// <summary>How many seconds a statement may wait for a lock, 1–600, 5 by default: then 503.</summary>
    public int LockTimeoutSeconds { get; init; } = 5;

    /// <summary>The password of a connection string that has none, so that only it has to be kept as a secret.</summary>
    public string? Password { get; init; }

    /// <summary>
    /// What stands before PostgreSQL: <c>none</c>, the default, or <c>transaction</c>, a pooler that gives every transaction another
    /// session (PgBouncer in transaction mode): nothing is prepared then, and no parameters are sent at the start of a session.
    /// </summary>
    public string Pooler { get; init; } = NoPooler;

    /// <summary>
    /// Where <c>accounts/get</c>, <c>accounts/list</c> and <c>audit/list</c> read: <c>primary</c>, the default, or <c>prefer-standby</c>, if
    /// the connection string names several hosts. A standby is a little behind.
    /// </summary>
    public string ReadFrom { get; init; } = FromPrimary;

    /// <summary>
    /// Whether the service also starts on a schema with scripts it does not know, false by default: to take an upgrade back (decision 0014).
    /// </summary>
    public bool AllowNewerSchema { get; init; }

    /// <summary>Whether sessions are shared between transactions.</summary>
    public bool IsPooled() => Pooler == TransactionPooler;

    /// <summary>Whether reads may go to a standby.</summary>
    public bool PrefersStandby() => ReadFrom == FromStandby;

    /// <summary>A sentence for each value that is out of its range.</summary>
    public IEnumerable<string> Problems() => new[]
    {
        Range(nameof(MaxConnections), MaxConnections, MinConnections, MostConnections),
        Range(nameof(StatementTimeoutSeconds), StatementTimeoutSeconds, 1, MaxSeconds),
        Range(nameof(LockTimeoutSeconds), LockTimeoutSeconds, 1, MaxSeconds),
        Choice(nameof(Pooler), Pooler, NoPooler, TransactionPooler),
        Choice(nameof(ReadFrom), ReadFrom, FromPrimary, FromStandby),
    }.OfType<string>();

    private static string? Range(string name, int value, int least, int most) => value >= least && value <= most ? null
        : string.Create(CultureInfo.InvariantCulture, $"Database:{name} must be from {least} to {most}; it is {value}.");

    private static string? Choice(string name, string value, string one, string other) => value == one || value == other ? null
        : $"Database:{name} must be {one} or {other}; it is {Quoted.Of(value)}.";
}
