using System.Diagnostics.Metrics;

namespace Altcraft.Accounts.Application.Telemetry;

/// <summary>Counts requests that were rejected with 429 or 503 although they were valid, by reason.</summary>
public static class Rejections
{
    /// <summary>The database was unavailable.</summary>
    public const string Database = "database";

    /// <summary>The queue was full.</summary>
    public const string QueueFull = "queue_full";

    /// <summary>A request exceeded its deadline.</summary>
    public const string Deadline = "deadline";

    /// <summary>An address sent too many wrong tokens.</summary>
    public const string WrongTokens = "wrong_tokens";

    /// <summary>Too many answers were waiting for slow readers.</summary>
    public const string PendingAnswers = "pending_answers";

    private static readonly Counter<long> Rejected = ServiceTelemetry.Meter.CreateCounter<long>(
        "altcraft.accounts.requests.rejected", "{request}", "Requests rejected with 429 or 503, by reason.");

    /// <summary>Counts a rejected request.</summary>
    /// <param name="reason">A constant: each reason is a series of its own.</param>
    public static void Count(string reason) => Rejected.Add(1, new KeyValuePair<string, object?>("reason", reason));

    /// <summary>Exports all reasons with 0, so that the first rejection is an increase and not a new series.</summary>
    public static void ShowAll()
    {
        foreach (var reason in (string[])[Database, QueueFull, Deadline, WrongTokens, PendingAnswers])
        {
            Rejected.Add(0, new KeyValuePair<string, object?>("reason", reason));
        }
    }
}
