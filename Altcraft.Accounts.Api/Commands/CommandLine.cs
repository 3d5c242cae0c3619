using Altcraft.Accounts.Api.Hosting;
using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Api.Commands;

/// <summary>What the program does beside serving (contract, section 11). Everything <c>--Key=value</c> is configuration, as for serving.</summary>
internal static class CommandLine
{
    private const int Failed = 1;
    private const int WrongUsage = 2;

    private const string Usage = """
        altcraft-accounts [serve]                              serve the API (default)
        altcraft-accounts migrate [--plan]                     bring the database up to date, or show what would run
        altcraft-accounts token create --name N [--scope S]…   make a token; scope * unless said, one --scope for each
        altcraft-accounts token list                           list tokens, never their secrets
        altcraft-accounts token revoke --id N                  revoke a token, the last one too
        altcraft-accounts health [--url U]                     ask the running service: exit code 0 if it is ready, else 1

        Configuration: --Key=value, environment variables (Key__Sub), appsettings.json. Without ConnectionStrings:Accounts
        the private PostgreSQL in Embedded:DataDirectory (.data) is used.
        """;

    public static async Task<int> RunAsync(string command, string[] arguments)
    {
        try
        {
            var words = Words.Parse(arguments);
            if ((command, words.Verb) is ("health", null))
            {
                return await HealthCommand.RunAsync(words);
            }

            Func<IServiceProvider, CancellationToken, Task>? run = (command, words.Verb) switch
            {
                ("migrate", null) => (services, stop) => MigrateCommand.RunAsync(services, words, stop),
                ("token", "create") => (services, stop) => TokenCommands.CreateAsync(services, words, stop),
                ("token", "list") => TokenCommands.ListAsync,
                ("token", "revoke") => (services, stop) => TokenCommands.RevokeAsync(services, words, stop),
                _ => null,
            };
            if (run is null)
            {
                await Console.Out.WriteLineAsync(Usage);
                return command is "help" or "--help" or "-h" ? 0 : WrongUsage;
            }

            return await WithDatabaseAsync(words.Configuration, run);
        }
        catch (AccountsException refusal)
        {
            await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, refusal.Errors.Select(error => error.Message).DefaultIfEmpty(refusal.Message)));
            return Failed;
        }
        catch (Exception exception) when (BadSetting.Sentence(exception) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return WrongUsage;
        }
        catch (StartupException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return WrongUsage;
        }
    }

    private static async Task<int> WithDatabaseAsync(string[] configuration, Func<IServiceProvider, CancellationToken, Task> run)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
        {
            Args = configuration,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.AddSecretFiles();
        builder.Logging.AddConsoleLines(builder.Configuration);
        builder.Services.AddAccounts();
        using var host = builder.Build();
        await using var scope = host.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<RequestContext>();
        context.Caller = Caller.CommandLine;
        context.RequestId = RequestId.New();

        var database = host.Services.GetRequiredService<IDatabaseControl>();
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        try
        {
            await database.OpenAsync(stop.Token);
            await run(scope.ServiceProvider, stop.Token);
            return 0;
        }
        catch (Exception exception) when (database.Explain(exception) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return Failed;
        }
        finally
        {
            await database.CloseAsync();
        }
    }
}
