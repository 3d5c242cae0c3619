using Microsoft.Extensions.Logging;

namespace Altcraft.Accounts.Infrastructure.Embedded;

/// <summary>One line for each step a person may have to wait for.</summary>
internal static partial class EmbeddedLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Creating a private PostgreSQL {Version} in {Directory} (once, takes a few seconds)")]
    public static partial void Creating(this ILogger logger, int version, string directory);

    [LoggerMessage(Level = LogLevel.Information, Message = "Starting the private PostgreSQL {Version} in {Directory} on 127.0.0.1:{Port}")]
    public static partial void Starting(this ILogger logger, int version, string directory, int port);

    [LoggerMessage(Level = LogLevel.Information,
        Message = "Taking up the private PostgreSQL that still runs in {Directory} (process {ProcessId}, 127.0.0.1:{Port})")]
    public static partial void TakingUp(this ILogger logger, string directory, int processId, int port);

    [LoggerMessage(Level = LogLevel.Information, Message = "The private PostgreSQL in {Directory} is still shutting down: waiting for it")]
    public static partial void WaitingForShutdown(this ILogger logger, string directory);

    [LoggerMessage(Level = LogLevel.Information, Message = "Removing {Directory}, left behind by a start that did not finish")]
    public static partial void RemovingLeftover(this ILogger logger, string directory);

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopping the private PostgreSQL (process {ProcessId})")]
    public static partial void Stopping(this ILogger logger, int processId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The private PostgreSQL (process {ProcessId}) did not stop in time: telling it to stop at once")]
    public static partial void StoppingAtOnce(this ILogger logger, int processId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The private PostgreSQL (process {ProcessId}) still runs; the next start takes it up")]
    public static partial void LeftRunning(this ILogger logger, int processId);
}
