using Altcraft.Accounts.Api.OpenApi;
using Altcraft.Accounts.Api.Panel;
using Altcraft.Accounts.Api.Telemetry;
using Altcraft.Accounts.Application.AccountUsers;
using Altcraft.Accounts.Application.Startup;
using Microsoft.Extensions.Options;

namespace Altcraft.Accounts.Api.Hosting;

/// <summary>Logs where everything is, for the person who started the service.</summary>
internal static partial class StartupAnnouncement
{
    private const string AnotherToken =
        "if you have no other, create one with the command \"token create --name NAME\" (scripts/run token create --name NAME)";

    public static async Task WriteAsync(WebApplication app)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(StartupAnnouncement));
        app.Lifetime.ApplicationStopping.Register(() => LogStopping(logger));
        foreach (var address in app.Urls)
        {
            LogListening(logger, address);
        }

        var database = app.Services.GetRequiredService<IDatabaseControl>();
        LogDatabase(logger, database.Description);
        switch (await database.FindTokenFileAsync(CancellationToken.None))
        {
            case { State: TokenFileState.Valid } file:
                LogToken(logger, file.Path);
                break;
            case { State: TokenFileState.Missing } file:
                LogTokenGone(logger, file.Path);
                break;
            case { State: TokenFileState.Unusable } file:
                LogTokenUseless(logger, file.Path);
                break;
        }

        await using (var scope = app.Services.CreateAsyncScope())
        {
            if (scope.ServiceProvider.GetRequiredService<IWelcomeMails>().Server is { } server)
            {
                LogMails(logger, server);
            }
            else
            {
                LogNoMails(logger);
            }
        }

        if (UnknownSettings.UnusedSecretFiles((IConfigurationRoot)app.Configuration) is { Count: > 0 } files)
        {
            LogUnusedFiles(logger, string.Join(", ", files));
        }

        if (app.Services.GetRequiredService<IOptions<DocumentationOptions>>().Value.Enabled)
        {
            LogDocs(logger, app.Urls.FirstOrDefault());
        }

        if (app.Services.GetRequiredService<IOptions<PanelOptions>>().Value.Enabled)
        {
            LogPanel(logger, app.Urls.FirstOrDefault());
        }

        if (app.Services.GetService<TelemetryOptions>() is { Prometheus: true, PrometheusPort: not 0 and var port }
            && app.Urls.All(address => BindingAddress.Parse(address).Port != port))
        {
            LogNoMetrics(logger, port);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Listening on {Address}; stop with Ctrl-C")]
    private static partial void LogListening(ILogger logger, string address);

    [LoggerMessage(Level = LogLevel.Information, Message = "Database: {Database}")]
    private static partial void LogDatabase(ILogger logger, string database);

    [LoggerMessage(Level = LogLevel.Information, Message = "API token: in the file {Path}")]
    private static partial void LogToken(ILogger logger, string path);

    [LoggerMessage(Level = LogLevel.Information, Message = "API token: the file {Path} no longer exists; " + AnotherToken)]
    private static partial void LogTokenGone(ILogger logger, string path);

    [LoggerMessage(Level = LogLevel.Information, Message = "API token: the one in the file {Path} was revoked or has expired; " + AnotherToken)]
    private static partial void LogTokenUseless(ILogger logger, string path);

    [LoggerMessage(Level = LogLevel.Information, Message = "Welcome mails: {Server}")]
    private static partial void LogMails(ILogger logger, string server);

    [LoggerMessage(Level = LogLevel.Information, Message = "Welcome mails: not sent, because Smtp:Host is not set")]
    private static partial void LogNoMails(ILogger logger);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Telemetry:PrometheusPort is {Port}, on which the service does not listen, so /metrics is not served. "
            + "Add an address with this port to --urls (ASPNETCORE_URLS), or leave the setting out")]
    private static partial void LogNoMetrics(ILogger logger, int port);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Secrets:Directory has files that are not settings, which nobody reads: {Files}")]
    private static partial void LogUnusedFiles(ILogger logger, string files);

    [LoggerMessage(Level = LogLevel.Information, Message = "Documentation: {Address}/docs")]
    private static partial void LogDocs(ILogger logger, string? address);

    [LoggerMessage(Level = LogLevel.Information, Message = "Admin panel: {Address}/panel")]
    private static partial void LogPanel(ILogger logger, string? address);

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopping: requests in flight are finished first")]
    private static partial void LogStopping(ILogger logger);
}
