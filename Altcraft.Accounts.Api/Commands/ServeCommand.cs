using Altcraft.Accounts.Api.Hosting;

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

        await app.RunAsync();
        return 0;
    }
}
