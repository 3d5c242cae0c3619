using Altcraft.Accounts.Api.Telemetry;
using Altcraft.Accounts.Application.Startup;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Altcraft.Accounts.Api.Hosting;

/// <summary>Tells the person who started the service where everything is.</summary>
internal sealed partial class StartupAnnouncement(
    IServer server, IDatabaseControl database, ILogger<StartupAnnouncement> logger, TelemetryOptions? telemetry = null)
    : IHostedLifecycleService
{
    private const string AnotherToken = "make another, if you have none, with the command \"token create --name NAME\" (scripts/run token create --name NAME)";

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        LogListening(logger, string.Join(" and ", addresses));
        LogDatabase(logger, database.Description);
        await TellTokenAsync(cancellationToken);
        LogDocs(logger, addresses.FirstOrDefault() ?? string.Empty);
        if (telemetry is { Prometheus: true, PrometheusPort: not 0 } && addresses.All(address => BindingAddress.Parse(address).Port != telemetry.PrometheusPort))
        {
            LogNoMetrics(logger, telemetry.PrometheusPort);
        }
    }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        LogStopping(logger);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task TellTokenAsync(CancellationToken cancellationToken)
    {
        switch (await database.FindTokenFileAsync(cancellationToken))
        {
            case { State: TokenFileState.Works } file:
                LogToken(logger, file.Path);
                break;
            case { State: TokenFileState.IsGone } file:
                LogTokenGone(logger, file.Path, AnotherToken);
                break;
            case { State: TokenFileState.IsUseless } file:
                LogTokenUseless(logger, file.Path, AnotherToken);
                break;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Listening on {Addresses}; stop with Ctrl-C")]
    private static partial void LogListening(ILogger logger, string addresses);

    [LoggerMessage(Level = LogLevel.Information, Message = "Database: {Database}")]
    private static partial void LogDatabase(ILogger logger, string database);

    [LoggerMessage(Level = LogLevel.Information, Message = "API token: in the file {Path}")]
    private static partial void LogToken(ILogger logger, string path);

    [LoggerMessage(Level = LogLevel.Information, Message = "API token: the file {Path} is gone; {WayOut}")]
    private static partial void LogTokenGone(ILogger logger, string path, string wayOut);

    [LoggerMessage(Level = LogLevel.Information, Message = "API token: the one in the file {Path} was revoked or has expired; {WayOut}")]
    private static partial void LogTokenUseless(ILogger logger, string path, string wayOut);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Telemetry:PrometheusPort is {Port}, where the service does not listen: nobody gets /metrics. Add an address with this port to --urls (ASPNETCORE_URLS), or leave the setting out")]
    private static partial void LogNoMetrics(ILogger logger, int port);

    [LoggerMessage(Level = LogLevel.Information, Message = "Documentation: {Address}/docs")]
    private static partial void LogDocs(ILogger logger, string address);

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopping: requests in flight are finished first")]
    private static partial void LogStopping(ILogger logger);
}
