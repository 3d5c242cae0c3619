using Altcraft.Accounts.Application.Common;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Altcraft.Accounts.Api.Hosting;

/// <summary>Tells the person who started the service where everything is.</summary>
internal sealed partial class StartupAnnouncement(IServer server, IDatabaseControl database, ILogger<StartupAnnouncement> logger)
    : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        LogListening(logger, string.Join(" and ", addresses));
        LogDatabase(logger, database.Description);
        if (database.TokenPath is { } path)
        {
            LogToken(logger, path);
        }

        LogDocs(logger, addresses.FirstOrDefault() ?? string.Empty);
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        LogStopping(logger);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Listening on {Addresses}; stop with Ctrl-C")]
    private static partial void LogListening(ILogger logger, string addresses);

    [LoggerMessage(Level = LogLevel.Information, Message = "Database: {Database}")]
    private static partial void LogDatabase(ILogger logger, string database);

    [LoggerMessage(Level = LogLevel.Information, Message = "API token: in the file {Path}")]
    private static partial void LogToken(ILogger logger, string path);

    [LoggerMessage(Level = LogLevel.Information, Message = "Documentation: {Address}/docs")]
    private static partial void LogDocs(ILogger logger, string address);

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopping: requests in flight are finished first")]
    private static partial void LogStopping(ILogger logger);
}
