using System.Diagnostics.Metrics;

namespace Altcraft.Accounts.Application.Telemetry;

/// <summary>Counts the requests that were turned away with 429 or 503 though nothing was wrong with them, by reason.</summary>
public static class Rejections
{
    /// <summary>The database could not be reached.</summary>
    public const string Database = "database";

    /// <summary>Too many requests were waiting already.</summary>
    public const string QueueFull = "queue_full";

    /// <summary>A request was not done within its time.</summary>
    public const string Deadline = "deadline";

    /// <summary>An address has sent too many wrong tokens.</summary>
    public const string WrongTokens = "wrong_tokens";

    /// <summary>Too much was waiting to be read by slow readers.</summary>
    public const string PendingAnswers = "pending_answers";

    private static readonly Counter<long> Rejected = ServiceTelemetry.Meter.CreateCounter<long>(
        "altcraft.accounts.requests.rejected", "{request}", "Requests turned away with 429 or 503, by reason.");

    /// <summary>Counts one.</summary>
    /// <param name="reason">A constant: each reason is a series of its own.</param>
    public static void Count(string reason) => Rejected.Add(1, new KeyValuePair<string, object?>("reason", reason));

    /// <summary>Shows the reasons of this class as 0, so that the first rejection is an increase and not a new series.</summary>
    public static void ShowAll()
    {
        foreach (var reason in (string[])[Database, QueueFull, Deadline, WrongTokens, PendingAnswers])
        {
            Rejected.Add(0, new KeyValuePair<string, object?>("reason", reason));
        }
    }
}
