using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;

namespace Altcraft.Accounts.Api.Hosting;

/// <summary>
/// Writes <see cref="LineFormatter"/>'s lines to a stream, together: a thread that is woken and a system call for each line cost a
/// request about as much as its validation (docs/performance.md). A line waits at most <see cref="Delay"/>, a warning not at all.
/// </summary>
[ProviderAlias("Console")]
internal sealed class LineLoggerProvider : ILoggerProvider
{
    /// <summary>How long a line may wait for others.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(50);

    /// <summary>How many characters may wait while nobody takes what is written: beyond, who logs waits too.</summary>
    public const int MostWaiting = 1024 * 1024;

    private readonly Lock _linesLock = new();
    private readonly Lock _outputLock = new();
    private readonly LineFormatter _formatter;
    private readonly StreamWriter _output;
    private readonly ITimer _timer;
    private StringWriter _lines = NewLines();
    private StringWriter _spare = NewLines();
    private bool _isTimerSet;

    public LineLoggerProvider(TimeProvider clock)
        : this(clock, Console.OpenStandardOutput())
    {
    }

    public LineLoggerProvider(TimeProvider clock, Stream output)
    {
        _formatter = new LineFormatter(clock);
        _output = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        _timer = clock.CreateTimer(_ => WriteOut(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        // Also when an exception nobody has caught ends the process.
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        _timer.Dispose();
        WriteOut();
    }

    private static StringWriter NewLines() => new(CultureInfo.InvariantCulture);

    private void OnProcessExit(object? sender, EventArgs e) => WriteOut();

    private void Add<TState>(in LogEntry<TState> entry)
    {
        bool isUrgent;
        lock (_linesLock)
        {
            _formatter.Write(entry, _lines);
            isUrgent = entry.LogLevel >= LogLevel.Warning || _lines.GetStringBuilder().Length >= MostWaiting;
            if (!isUrgent && !_isTimerSet)
            {
                // After the end there is no timer any more, and no other line to wait for.
                isUrgent = !_timer.Change(Delay, Timeout.InfiniteTimeSpan);
                _isTimerSet = !isUrgent;
            }
        }

        if (isUrgent)
        {
            WriteOut();
        }
    }

    private void WriteOut()
    {
        lock (_outputLock)
        {
            StringBuilder lines;
            lock (_linesLock)
            {
                _isTimerSet = false;
                (_lines, _spare) = (_spare, _lines);
                lines = _spare.GetStringBuilder();
            }

            try
            {
                _output.Write(lines);
                _output.Flush();
            }
            catch (IOException)
            {
                // Nobody reads any more: the service goes on without.
            }

            lines.Clear();
        }
    }

    private sealed class Logger(LineLoggerProvider provider, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            provider.Add(new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter));
    }
}
