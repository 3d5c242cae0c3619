using Altcraft.Accounts.Api.Commands;
using Altcraft.Accounts.Api.Hosting;
using Altcraft.Accounts.Application.Common;
using Microsoft.AspNetCore.Connections;

return args is [("migrate" or "token" or "health" or "help" or "--help" or "-h") and var command, .. var rest]
    ? await CommandLine.RunAsync(command, rest)
    : await ServeAsync(args is ["serve", .. var options] ? options : args);

static async Task<int> ServeAsync(string[] args)
{
    SocketThreads.GoOnWithoutDetour();
    try
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        await using var app = builder.AddApi().Build().UseApi();
        await app.RunAsync();
        return 0;
    }
    catch (StartupException exception)
    {
        await Console.Error.WriteLineAsync(exception.Message);
        return 2;
    }
    catch (Exception exception) when (BadSetting.Sentence(exception) is { } sentence)
    {
        await Console.Error.WriteLineAsync(sentence);
        return 2;
    }
    catch (IOException exception) when (exception.InnerException is AddressInUseException)
    {
        await Console.Error.WriteLineAsync($"{exception.Message} Stop the other program, or choose another address with --urls.");
        return 2;
    }
}

/// <summary>The program: <c>serve</c> (default), <c>migrate</c>, <c>token</c>, <c>health</c> (contract, section 11).</summary>
public sealed partial class Program;
