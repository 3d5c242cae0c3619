namespace Altcraft.Accounts.Api.Admission;

/// <summary>Section <c>Limits</c> of the configuration: how much is carried out at once, and for how long.</summary>
internal sealed class LimitOptions
{
    /// <summary>What is said when a limit is out of its range.</summary>
    public const string Rule =
        "Limits: ConcurrentRequests must be from 1 to 10000, QueuedRequests from 0 to 10000, DeadlineSeconds from 1 to 600.";

    private const int MaxRequests = 10_000;
    private const int MaxDeadlineSeconds = 600;

    /// <summary>How many requests are carried out at once, 1–10000, 64 by default: the most that one batch of writes takes.</summary>
    public int ConcurrentRequests { get; init; } = 64;

    /// <summary>How many requests may wait until others are done, 0–10000, 32 by default. Those beyond are refused with 429.</summary>
    public int QueuedRequests { get; init; } = 32;

    /// <summary>How long a request may wait and run once its body has arrived, in seconds, 1–600, 10 by default: then 503.</summary>
    public int DeadlineSeconds { get; init; } = 10;

    /// <summary>Whether each limit is in its range.</summary>
    public bool IsValid() => ConcurrentRequests is >= 1 and <= MaxRequests
        && QueuedRequests is >= 0 and <= MaxRequests
        && DeadlineSeconds is >= 1 and <= MaxDeadlineSeconds;
}
