namespace Altcraft.Accounts.Api.Protocol;

/// <summary>
/// Logs who was refused: a warning for each 401, 403 and 429, also where requests as such are not logged. At most ten lines a second are
/// written, so that guessing does not fill the log; one of them has the number of those that were left out.
/// </summary>
internal sealed partial class RefusalLog : IDisposable
{
    private const int LinesPerSecond = 10;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private readonly ILogger<RefusalLog> _logger;
    private readonly ITimer _timer;
    private long _second;
    private int _lines;
    private int _leftOut;

    public RefusalLog(TimeProvider clock, ILogger<RefusalLog> logger)
    {
        (_clock, _logger, _second) = (clock, logger, clock.GetTimestamp());
        _timer = clock.CreateTimer(_ => LogRest(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether this answer is a refusal that is logged.</summary>
    public static bool Has(int errorCode) => (Failure)errorCode is Failure.TokenRequired or Failure.Forbidden or Failure.TooManyRequests;

    /// <summary>Logs a refusal, or counts it when there were too many.</summary>
    public void Add(HttpRequest refused, RequestContext request, int errorCode)
    {
        lock (_lock)
        {
            var now = _clock.GetTimestamp();
            if (_leftOut == 0 && _clock.GetElapsedTime(_second, now) >= Second)
            {
                (_second, _lines) = (now, 0);
            }

            if (_lines == LinesPerSecond)
            {
                if (_leftOut++ == 0)
                {
                    _timer.Change(Second, Timeout.InfiniteTimeSpan);
                }

                return;
            }

            _lines++;
        }

        LogRefused(
            _logger,
            errorCode,
            Quoted.MaskTokens(refused.Method),
            Quoted.MaskTokens(refused.Path.Value ?? string.Empty),
            request.Address ?? "-",
            (request.Caller?.TokenId ?? request.InactiveTokenId)?.ToString(CultureInfo.InvariantCulture) ?? "-",
            request.RequestId);
    }

    public void Dispose()
    {
        _timer.Dispose();
        LogRest();
    }

    // The first line of the next second.
    private void LogRest()
    {
        int leftOut;
        lock (_lock)
        {
            (leftOut, _leftOut, _lines, _second) = (_leftOut, 0, 1, _clock.GetTimestamp());
        }

        if (leftOut > 0)
        {
            LogLeftOut(_logger, leftOut);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Refused with {Error}: {Method} {Path} address={Address} token={TokenId} request={RequestId}")]
    private static partial void LogRefused(
        ILogger logger, int error, string method, string path, string address, string tokenId, string requestId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused with 401, 403 or 429: {Count} more requests in the last second")]
    private static partial void LogLeftOut(ILogger logger, int count);
}
