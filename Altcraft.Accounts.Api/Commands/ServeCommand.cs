using System.Net.Sockets;
using Altcraft.Accounts.Api.Hosting;
using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Api.Commands;

/// <summary><c>serve</c>: the service itself, until it is stopped.</summary>
internal static class ServeCommand
{
    /// <summary>Starts the service and waits for its end.</summary>
    /// <param name="configuration">Settings from the command line.</param>
    /// <returns>0: it was stopped in an orderly way.</returns>
    public static async Task<int> RunAsync(string[] configuration)
    {
        SocketThreads.GoOnWithoutDetour();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = configuration, ContentRootPath = AppContext.BaseDirectory });
        await using var app = builder.AddApi().Build().UseApi();

        // Asked for before: the configuration goes with the service.
        var addresses = ListenAddresses.Describe(builder.Configuration);
        try
        {
            await app.RunAsync();
        }
        catch (SocketException exception)
        {
            throw new StartupException(
                $"The service cannot listen on {addresses}: {exception.Message}. Look at --urls and ASPNETCORE_URLS: an address must be this machine's "
                + "(http://0.0.0.0:5080 is all of them), and ports below 1024 are root's.",
                exception);
        }

        return 0;
    }
}
