using System.Net.Sockets;

namespace Altcraft.Accounts.Api.Hosting;

/// <summary>
/// Leaves out the host's own line about a failed start, a stack trace, when the person who has started the service is told in a sentence why it
/// has failed. Every other line goes its way.
/// </summary>
internal sealed class QuietStartLog(LoggerFactory lines) : ILoggerFactory
{
    private const string HostCategory = "Microsoft.Extensions.Hosting.Internal.Host";

    // The host's "Hosting failed to start".
    private const int StartFailed = 11;

    public ILogger CreateLogger(string categoryName) =>
        categoryName == HostCategory ? new HostLog(lines.CreateLogger(categoryName)) : lines.CreateLogger(categoryName);

    public void AddProvider(ILoggerProvider provider) => lines.AddProvider(provider);

    // The lines are the container's to dispose of.
    public void Dispose()
    {
    }

    private sealed class HostLog(ILogger log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => log.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => log.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Id != StartFailed || exception is null || (exception is not SocketException && BadSetting.Sentence(exception) is null))
            {
                log.Log(logLevel, eventId, state, exception, formatter);
            }
        }
    }
}
