using Altcraft.Accounts.Application.Telemetry;

namespace Altcraft.Accounts.Api.Limits;

/// <summary>
/// Counts rejected requests (<see cref="Rejections"/>). At most one line a second is logged, with their number, so that an overload does
/// not fill the log.
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Overloaded: {Count} requests were rejected since the previous such line; reason of the last one: {Reason}")]
    private static partial void LogRejected(ILogger logger, long count, string reason);
}
