namespace Altcraft.Accounts.Api.Limits;

/// <summary>Section <c>Limits</c> of the configuration: how many requests run at once, and for how long.</summary>
internal sealed class LimitOptions
{
    public const string RangeMessage =
        "Limits: ConcurrentRequests must be from 1 to 10000, QueuedRequests from 0 to 10000, DeadlineSeconds from 1 to 600.";

    /// <summary>How many items the lists of one token read at once: two of the largest pages, or many small ones.</summary>
    public const int ListedItemsPerToken = 2 * PageQuery.MaxLimit;

    private const int MaxRequests = 10_000;
    private const int MaxDeadlineSeconds = 600;

    /// <summary>
    /// How many requests run at once, 1–10000, 128 by default. One token gets at most half of them: 64 by default, the size of one batch of
    /// writes.
    /// </summary>
    public int ConcurrentRequests { get; init; } = 128;

    /// <summary>
    /// How many requests may wait for that, in total and for each token, 0–10000, 16 by default. Further requests are rejected with 429.
    /// </summary>
    public int QueuedRequests { get; init; } = 16;

    /// <summary>
    /// How long a request may wait and run once its body has arrived, in seconds, 1–600, 10 by default. After that it is answered with 503.
    /// </summary>
    public int DeadlineSeconds { get; init; } = 10;

    /// <summary>How many requests of one token run at once.</summary>
    public int PerToken() => Math.Max(1, ConcurrentRequests / 2);

    public bool IsValid() => ConcurrentRequests is >= 1 and <= MaxRequests
        && QueuedRequests is >= 0 and <= MaxRequests
        && DeadlineSeconds is >= 1 and <= MaxDeadlineSeconds;
}
