using System.CommandLine;
using System.Net.Sockets;
using Altcraft.Accounts.Api.Hosting;
using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Api.Commands;

/// <summary><c>serve</c>: the service itself, until it is stopped.</summary>
internal static class ServeCommand
{
    /// <summary>The name of the command.</summary>
    public const string Name = "serve";

    private const string HostCategory = "Microsoft.Extensions.Hosting.Internal.Host";

    // Background work ends at once when it is told to. What does not is waited for no longer than this.
    private static readonly TimeSpan BackgroundTimeout = TimeSpan.FromSeconds(5);

    public static Command Create(string[] settings)
    {
        var command = new Command(Name);
        command.SetAction((_, stop) => RunAsync(settings, stop));
        return command;
    }

    /// <summary>Starts the service and waits for its end.</summary>
    /// <param name="settings">Settings from the command line.</param>
    /// <param name="stop">Stops the service, also while it starts.</param>
    /// <returns>0: it was stopped in an orderly way.</returns>
    public static async Task<int> RunAsync(string[] settings, CancellationToken stop)
    {
        var options = new WebApplicationOptions { Args = settings, ContentRootPath = AppContext.BaseDirectory };
        var builder = WebApplication.CreateBuilder(options).AddApi();

        // The host logs a failed start as an error with its stack trace. The exception comes here, too, and is reported once.
        var isStarted = false;
        builder.Logging.AddFilter(HostCategory, level => level >= (isStarted ? LogLevel.Warning : LogLevel.Critical));
        try
        {
            await using var app = builder.Build().UseApi();
            await StartAsync(app, stop);
            isStarted = true;
            await StartupAnnouncement.WriteAsync(app);
            await app.WaitForShutdownAsync(stop);
        }
        catch (SocketException exception) when (!isStarted)
        {
            throw new StartupException(
                $"The service cannot listen on {ListenAddresses.Describe(builder.Configuration)}: {exception.Message}. Look at --urls and "
                + "ASPNETCORE_URLS: an address must be this machine's (http://0.0.0.0:5080 is all of them), and ports below 1024 are root's.",
                exception);
        }
        catch (OperationCanceledException) when (!isStarted && stop.IsCancellationRequested)
        {
            await Console.Out.WriteLineAsync("Stopped before the service was ready.");
        }

        return 0;
    }

    private static async Task StartAsync(WebApplication app, CancellationToken stop)
    {
        try
        {
            await app.StartAsync(stop);
        }
        catch
        {
            // Background work uses the database, and must end before it.
            using var limit = new CancellationTokenSource(BackgroundTimeout);
            var background = app.Services.GetServices<IHostedService>().OfType<BackgroundService>();
            await Task.WhenAll(background.Select(service => service.StopAsync(limit.Token)));
            throw;
        }
    }
}
