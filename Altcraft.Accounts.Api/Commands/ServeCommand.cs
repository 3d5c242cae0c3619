using System.CommandLine;
using System.Net.Sockets;
using Altcraft.Accounts.Api.Hosting;

namespace Altcraft.Accounts.Api.Commands;

/// <summary>The command <c>serve</c>: runs the service until it is stopped.</summary>
internal static class ServeCommand
{
    public const string Name = "serve";

    private const string HostCategory = "Microsoft.Extensions.Hosting.Internal.Host";

    // Background work ends as soon as it is cancelled. This is the limit for the wait.
    private static readonly TimeSpan BackgroundTimeout = TimeSpan.FromSeconds(5);

    public static Command Create(string[] settings)
    {
        var command = new Command(Name);
        command.SetAction((_, stop) => RunAsync(settings, stop));
        return command;
    }

    /// <summary>Starts the service and waits until it is stopped.</summary>
    /// <returns>0 after an orderly stop.</returns>
    public static async Task<int> RunAsync(string[] settings, CancellationToken stop)
    {
        var options = new WebApplicationOptions { Args = settings, ContentRootPath = AppContext.BaseDirectory };
        var builder = WebApplication.CreateBuilder(options).AddApi();

        // The host logs a failed start with its stack trace. The exception is reported once, by the caller.
        var isStarted = false;
        var stopping = CancellationToken.None;
        builder.Logging.AddFilter(HostCategory, level => level >= (isStarted ? LogLevel.Warning : LogLevel.Critical));
        try
        {
            await using var app = builder.Build().UseApi();

            // The host hears a signal, too, perhaps first.
            stopping = app.Lifetime.ApplicationStopping;
            await StartAsync(app, stop);
            isStarted = true;
            await StartupAnnouncement.WriteAsync(app);
            await app.WaitForShutdownAsync(stop);
        }
        catch (SocketException exception) when (!isStarted)
        {
            throw new StartupException(
                $"The service cannot listen on {ListenAddresses.Describe(builder.Configuration)}: {exception.Message}. Check --urls and "
                + "ASPNETCORE_URLS: an address must belong to this machine (http://0.0.0.0:5080 covers all of them), and ports below 1024 need root.",
                exception);
        }
        catch (OperationCanceledException) when (!isStarted && (stop.IsCancellationRequested || stopping.IsCancellationRequested))
        {
            await CommandLine.WriteLastAsync(Console.Out, "Stopped before the service was ready.");
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
            // Background work uses the database, so it must end first.
            using var limit = new CancellationTokenSource(BackgroundTimeout);
            var background = app.Services.GetServices<IHostedService>().OfType<BackgroundService>();
            await Task.WhenAll(background.Select(service => service.StopAsync(limit.Token)));
            throw;
        }
    }
}
