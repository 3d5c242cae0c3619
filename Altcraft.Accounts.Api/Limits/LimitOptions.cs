namespace Altcraft.Accounts.Api.Limits;

/// <summary>Section <c>Limits</c> of the configuration: how much is carried out at once, and for how long.</summary>
internal sealed class LimitOptions
{
    /// <summary>What is said when a limit is out of its range.</summary>
    public const string Rule =
        "Limits: ConcurrentRequests must be from 1 to 10000, QueuedRequests from 0 to 10000, DeadlineSeconds from 1 to 600.";

    private const int MaxRequests = 10_000;
    private const int MaxDeadlineSeconds = 600;

    /// <summary>
    /// How many requests are carried out at once, 1–10000, 128 by default. One token gets at most half of them: 64, which is the most that one
    /// batch of writes takes.
    /// </summary>
    public int ConcurrentRequests { get; init; } = 128;

    /// <summary>How many requests may wait for that, in all and of each token, 0–10000, 16 by default. Further ones are rejected with 429.</summary>
    public int QueuedRequests { get; init; } = 16;

    /// <summary>How long a request may wait and run once its body has arrived, in seconds, 1–600, 10 by default. Then it is answered with 503.</summary>
    public int DeadlineSeconds { get; init; } = 10;

    /// <summary>Whether each limit is in its range.</summary>
    public bool IsValid() => ConcurrentRequests is >= 1 and <= MaxRequests
        && QueuedRequests is >= 0 and <= MaxRequests
        && DeadlineSeconds is >= 1 and <= MaxDeadlineSeconds;
}
