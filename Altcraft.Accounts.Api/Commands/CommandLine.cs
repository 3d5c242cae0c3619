using System.CommandLine;
using System.CommandLine.Invocation;
using System.Runtime.InteropServices;
using Altcraft.Accounts.Api.Hosting;
using Altcraft.Accounts.Api.Telemetry;

namespace Altcraft.Accounts.Api.Commands;

/// <summary>The command line (contract, section 11) and its exit codes.</summary>
internal static class CommandLine
{
    /// <summary>The exit code of a command that failed.</summary>
    public const int Failed = 1;

    private const int WrongUsage = 2;

    private const string Usage = """
        altcraft-accounts [serve]                              serve the API (default)
        altcraft-accounts migrate [--plan]                     bring the database up to date, or show what would run
        altcraft-accounts token create --name N [--scope S]…   create a token; --scope may be repeated, the default is *
        altcraft-accounts token list                           list tokens, never their secrets
        altcraft-accounts token revoke --id N [--with-created] revoke a token, even the last one, or with all that it has created
        altcraft-accounts mail list                            list the welcome mails that wait or were given up
        altcraft-accounts mail retry --id N | --all            send failed ones, and those given up, at once; for another 24 hours
        altcraft-accounts health [--url U]                     ask the running service: exit code 0 if it is ready, else 1; U is its
                                                               base address, such as http://127.0.0.1:5080, or that of a probe
        altcraft-accounts --version                            print the version

        Configuration: --Key=value before or after the command, environment variables (Key__Sub), appsettings.json. Without
        ConnectionStrings:Accounts the private PostgreSQL in Embedded:DataDirectory (.data) is used; if its user cannot enter that
        directory, as in root's home, .data/server is a link to where the database is.
        """;

    // Bundled options such as -abc and response files (@file) are off.
    private static readonly ParserConfiguration Parser = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    private static readonly InvocationConfiguration Invocation = new()
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = null,
    };

    /// <summary>Runs the command line.</summary>
    /// <returns>The exit code: docs/operations.md, "Troubleshooting".</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        // Not disposed: a signal may come in the last moment.
        var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
        try
        {
            return await Parse(arguments).InvokeAsync(Invocation, stop.Token);
        }
        catch (AccountsException refusal)
        {
            var sentences = refusal.Errors.Select(error => error.Message).DefaultIfEmpty(refusal.Message);
            await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, sentences));

            // Wrong usage, or a valid command that failed.
            return refusal.Failure == Failure.IncorrectRequest ? WrongUsage : Failed;
        }
        catch (Exception exception) when (BadSetting.Sentence(exception) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return WrongUsage;
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    /// <summary>Parses the command and its options. Configuration settings are split off first.</summary>
    /// <exception cref="StartupException">A word is unknown or misplaced, or an option lacks its value.</exception>
    public static ParseResult Parse(string[] arguments)
    {
        var (settings, others) = SettingArguments.Split(arguments);
        var parsed = CreateRoot(settings).Parse(others, Parser);
        if (parsed.Action is not PrintAction && ParseProblem.Find(parsed, arguments) is { } sentence)
        {
            throw new StartupException(sentence);
        }

        return parsed;
    }

    /// <summary>Writes the line with which a stopped program ends.</summary>
    public static async Task WriteLastAsync(TextWriter writer, string line)
    {
        try
        {
            await writer.WriteLineAsync(line);
        }
        catch (IOException)
        {
            // SIGHUP: the terminal is gone, and nobody can read the line.
        }
    }

    private static RootCommand CreateRoot(string[] settings)
    {
        var help = new PrintAction(Usage);
        var root = new RootCommand
        {
            ServeCommand.Create(settings),
            MigrateCommand.Create(settings),
            TokenCommand.Create(settings),
            MailCommand.Create(settings),
            HealthCommand.Create(settings),
            new Command("help") { Action = help, TreatUnmatchedTokensAsErrors = false },
        };
        root.SetAction((_, stop) => ServeCommand.RunAsync(settings, stop));
        root.Options.Clear();
        root.Add(new Option<bool>("--help", "-h", "-?") { Recursive = true, Action = help });
        var version = new PrintAction($"altcraft-accounts {TelemetrySetup.Version}");
        root.Add(new Option<bool>("--version") { Recursive = true, Action = version });
        return root;
    }

    // Help is shown whatever else was typed.
    private sealed class PrintAction(string text) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            Console.Out.WriteLine(text);
            return 0;
        }
    }
}
