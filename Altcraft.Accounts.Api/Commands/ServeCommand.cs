using System.Net.Sockets;
using Altcraft.Accounts.Api.Hosting;
using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Api.Commands;

/// <summary><c>serve</c>: the service itself, until it is stopped.</summary>
internal static class ServeCommand
{
    // What runs in the background ends at once when it is told to; no longer than this is waited for what does not.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Starts the service and waits for its end.</summary>
    /// <param name="configuration">Settings from the command line.</param>
    /// <returns>0: it was stopped in an orderly way.</returns>
    public static async Task<int> RunAsync(string[] configuration)
    {
        SocketThreads.GoOnWithoutDetour();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = configuration, ContentRootPath = AppContext.BaseDirectory });
        await using var app = builder.AddApi().Build().UseApi();
        try
        {
            await app.StartAsync();
        }
        catch (Exception exception)
        {
            await StopBackgroundAsync(app.Services);
            if (exception is not SocketException)
            {
                throw;
            }

            throw new StartupException(
                $"The service cannot listen on {ListenAddresses.Describe(builder.Configuration)}: {exception.Message}. Look at --urls and ASPNETCORE_URLS: "
                + "an address must be this machine's (http://0.0.0.0:5080 is all of them), and ports below 1024 are root's.",
                exception);
        }

        await app.WaitForShutdownAsync();
        return 0;
    }

    // What watches the database and works in it must not outlive it, and complain.
    private static async Task StopBackgroundAsync(IServiceProvider services)
    {
        // The start may have failed on a socket's thread, which whoever is stopped may need.
        await Task.Yield();
        using var limit = new CancellationTokenSource(Patience);
        await Task.WhenAll(services.GetServices<IHostedService>().OfType<BackgroundService>().Select(service => service.StopAsync(limit.Token)));
    }
}
