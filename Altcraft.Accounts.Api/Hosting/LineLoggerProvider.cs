using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;

namespace Altcraft.Accounts.Api.Hosting;

/// <summary>
/// Writes <see cref="LineFormatter"/>'s lines to a stream, together: a thread that is woken and a system call for each line cost a
/// request about as much as its validation (docs/performance.md). A line waits at most <see cref="Delay"/>, a warning not at all. Who logs
/// does not write: it may be on the thread of a socket (decision 0015), and whoever reads the lines may be slow.
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
    private TimeSpan? _due;

    public LineLoggerProvider(TimeProvider clock)
        : this(clock, Console.OpenStandardOutput())
    {
    }

    public LineLoggerProvider(TimeProvider clock, Stream output)
    {
        _formatter = new LineFormatter(clock);
        _output = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        _timer = clock.CreateTimer(_ => WriteOut(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        AppDomain.CurrentDomain.ProcessExit += OnEnd;
        AppDomain.CurrentDomain.UnhandledException += OnEnd;
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnEnd;
        AppDomain.CurrentDomain.UnhandledException -= OnEnd;
        _timer.Dispose();
        WriteOut();
    }

    private static StringWriter NewLines() => new(CultureInfo.InvariantCulture);

    private void OnEnd(object? sender, EventArgs e) => WriteOut();

    private void Add<TState>(in LogEntry<TState> entry)
    {
        bool isFull;
        lock (_linesLock)
        {
            var length = _lines.GetStringBuilder().Length;
            try
            {
                _formatter.Write(entry, _lines);
            }
            catch
            {
                // What could not be told must not leave half a line that the next one goes on.
                _lines.GetStringBuilder().Length = length;
                throw;
            }

            isFull = _lines.GetStringBuilder().Length >= MostWaiting || !IsDueIn(entry.LogLevel >= LogLevel.Warning ? TimeSpan.Zero : Delay);
        }

        if (isFull)
        {
            WriteOut();
        }
    }

    // False: after the end there is no timer any more, and no other line to wait for.
    private bool IsDueIn(TimeSpan due)
    {
        if (_due <= due)
        {
            return true;
        }

        _due = _timer.Change(due, Timeout.InfiniteTimeSpan) ? due : null;
        return _due is not null;
    }

    private void WriteOut()
    {
        lock (_outputLock)
        {
            StringBuilder lines;
            lock (_linesLock)
            {
                _due = null;
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
