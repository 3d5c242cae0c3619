using System.Diagnostics.Metrics;

namespace Altcraft.Accounts.Api.Admission;

/// <summary>
/// Counts the requests that were turned away: <c>altcraft.accounts.requests.rejected</c>, by <c>reason</c>. Thousands a second must not
/// fill the log: one line a second says how many there were.
/// </summary>
internal sealed partial class RejectedRequests : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Altcraft.Accounts.Api";

    /// <summary>The value of <c>reason</c> when too many requests were waiting.</summary>
    public const string QueueFull = "queue_full";

    /// <summary>The value of <c>reason</c> when a request was not done in time.</summary>
    public const string Deadline = "deadline";

    private static readonly TimeSpan LogEvery = TimeSpan.FromSeconds(1);

    private readonly Meter _meter;
    private readonly Counter<long> _counter;
    private readonly TimeProvider _clock;
    private readonly ILogger<RejectedRequests> _logger;
    private long _sinceLine;
    private long _lastLine;

    public RejectedRequests(IMeterFactory meters, TimeProvider clock, ILogger<RejectedRequests> logger)
    {
        _meter = meters.Create(MeterName);
        _counter = _meter.CreateCounter<long>("altcraft.accounts.requests.rejected", "{request}", "Requests that were turned away.");
        (_clock, _logger) = (clock, logger);
        _lastLine = clock.GetTimestamp() - clock.TimestampFrequency;
    }

    /// <summary>Counts one.</summary>
    /// <param name="reason"><see cref="QueueFull"/> or <see cref="Deadline"/>.</param>
    public void Count(string reason)
    {
        _counter.Add(1, new KeyValuePair<string, object?>("reason", reason));
        Interlocked.Increment(ref _sinceLine);
        var last = Interlocked.Read(ref _lastLine);
        var now = _clock.GetTimestamp();
        if (_clock.GetElapsedTime(last, now) >= LogEvery && Interlocked.CompareExchange(ref _lastLine, now, last) == last)
        {
            LogRejected(_logger, Interlocked.Exchange(ref _sinceLine, 0), reason);
        }
    }

    public void Dispose() => _meter.Dispose();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Overloaded: {Count} requests were turned away since the last line of this kind, the last one because of {Reason}")]
    private static partial void LogRejected(ILogger logger, long count, string reason);
}
