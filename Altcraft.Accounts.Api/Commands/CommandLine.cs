using System.Diagnostics;
using Altcraft.Accounts.Api.Hosting;
using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Api.Telemetry;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Application.Startup;
using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Api.Commands;

/// <summary>What the program does (contract, section 11), and how it ends.</summary>
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
        altcraft-accounts health [--url U]                     ask the running service: exit code 0 if it is ready, else 1; U is its
                                                               base address, such as http://127.0.0.1:5080, or a probe's
        altcraft-accounts --version                            print the version

        Configuration: --Key=value before or behind the command, environment variables (Key__Sub), appsettings.json. Without
        ConnectionStrings:Accounts the private PostgreSQL in Embedded:DataDirectory (.data) is used.
        """;

    /// <summary>Runs what was typed.</summary>
    /// <param name="arguments">All that was typed after the program's name.</param>
    /// <returns>The exit code: docs/operations.md, "Troubleshooting".</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        // Whoever asks for help gets it, whatever else was typed.
        if (arguments.Any(word => word is "--help" or "-h" or "-?"))
        {
            return await HelpAsync();
        }

        if (arguments.Contains("--version"))
        {
            await Console.Out.WriteLineAsync($"altcraft-accounts {TelemetrySetup.Version}");
            return 0;
        }

        try
        {
            return await RunAsync(Words.Parse(arguments));
        }
        catch (AccountsException refusal)
        {
            await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, refusal.Errors.Select(error => error.Message).DefaultIfEmpty(refusal.Message)));

            // What was typed was not what is asked for; anything else was understood and refused.
            return refusal.Failure == Failure.IncorrectRequest ? WrongUsage : Failed;
        }
        catch (Exception exception) when (BadSetting.Sentence(exception) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return WrongUsage;
        }
    }

    private static Task<int> RunAsync(Words words) => (words.Command, words.Verb) switch
    {
        (Grammar.Serve, _) => ServeCommand.RunAsync(words.Configuration),
        (Grammar.Help, _) => HelpAsync(),
        ("health", _) => HealthCommand.RunAsync(words),
        ("migrate", _) => WithDatabaseAsync(words.Configuration, (services, stop) => MigrateCommand.RunAsync(services, words, stop)),
        ("token", "create") => WithDatabaseAsync(words.Configuration, (services, stop) => TokenCommands.CreateAsync(services, words, stop)),
        ("token", "list") => WithDatabaseAsync(words.Configuration, TokenCommands.ListAsync),
        ("token", "revoke") => WithDatabaseAsync(words.Configuration, (services, stop) => TokenCommands.RevokeAsync(services, words, stop)),
        _ => throw new UnreachableException("A command the grammar knows is not carried out."),
    };

    private static async Task<int> HelpAsync()
    {
        await Console.Out.WriteLineAsync(Usage);
        return 0;
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
