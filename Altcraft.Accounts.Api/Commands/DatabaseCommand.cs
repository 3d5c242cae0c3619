using Altcraft.Accounts.Api.Hosting;
using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Application.Startup;

namespace Altcraft.Accounts.Api.Commands;

/// <summary>Runs a command that uses the database without the service.</summary>
internal static class DatabaseCommand
{
    /// <summary>Connects, runs the command, and stops the private server if the command started it.</summary>
    /// <returns>0, or 1 when the database rejects the command or it was cancelled.</returns>
    public static async Task<int> RunAsync(string[] settings, Func<IServiceProvider, Task> run, CancellationToken stop)
    {
        var options = new HostApplicationBuilderSettings { Args = settings, ContentRootPath = AppContext.BaseDirectory };
        var builder = Host.CreateApplicationBuilder(options);
        builder.Configuration.AddSecretFiles();
        StartCheck.Run(builder.Configuration);
        builder.Logging.AddConsoleLines(builder.Configuration);
        builder.Services.AddAccounts();
        using var host = builder.Build();
        await using var scope = host.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<RequestContext>();
        context.Caller = Caller.CommandLine;
        context.RequestId = RequestId.New();

        var database = host.Services.GetRequiredService<IDatabaseControl>();
        try
        {
            await database.OpenAsync(stop);
            await run(scope.ServiceProvider);
            return 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await CommandLine.WriteLastAsync(Console.Error, "Stopped before the command finished.");
            return CommandLine.Failed;
        }
        catch (Exception exception) when (database.Explain(exception) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return CommandLine.Failed;
        }
        finally
        {
            await database.CloseAsync();
        }
    }
}
