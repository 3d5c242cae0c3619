using Altcraft.Accounts.Application.Telemetry;

namespace Altcraft.Accounts.Api.Limits;

/// <summary>
/// Counts the requests that were turned away (<see cref="Rejections"/>). Thousands a second must not fill the log: one line a second
/// says how many there were.
/// </summary>
internal sealed partial class RejectedRequests
{
    private static readonly TimeSpan LogEvery = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _clock;
    private readonly ILogger<RejectedRequests> _logger;
    private long _sinceLine;
    private long _lastLine;

    public RejectedRequests(TimeProvider clock, ILogger<RejectedRequests> logger)
    {
        (_clock, _logger) = (clock, logger);
        _lastLine = clock.GetTimestamp() - clock.TimestampFrequency;
    }

    /// <summary>Counts one.</summary>
    /// <param name="reason"><see cref="Rejections.QueueFull"/> or <see cref="Rejections.Deadline"/>.</param>
    public void Count(string reason)
    {
        Rejections.Count(reason);
        Interlocked.Increment(ref _sinceLine);
        var last = Interlocked.Read(ref _lastLine);
        var now = _clock.GetTimestamp();
        if (_clock.GetElapsedTime(last, now) >= LogEvery && Interlocked.CompareExchange(ref _lastLine, now, last) == last)
        {
            LogRejected(_logger, Interlocked.Exchange(ref _sinceLine, 0), reason);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Overloaded: {Count} requests were turned away since the last line of this kind, the last one because of {Reason}")]
    private static partial void LogRejected(ILogger logger, long count, string reason);
}
