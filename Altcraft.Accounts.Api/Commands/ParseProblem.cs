using System.CommandLine;
using System.CommandLine.Parsing;

namespace Altcraft.Accounts.Api.Commands;

/// <summary>Explains an invalid command line in one sentence, with the nearest name and without secrets.</summary>
internal static class ParseProblem
{
    /// <summary>The first problem, or <see langword="null"/>.</summary>
    public static string? Find(ParseResult parsed, string[] arguments)
    {
        var command = parsed.CommandResult.Command;
        if (parsed.CommandResult.Children.OfType<OptionResult>().FirstOrDefault(LacksValue) is { } empty)
        {
            return $"{empty.Option.Name} needs a value.";
        }

        if (parsed.UnmatchedTokens is [var word, ..])
        {
            return word.StartsWith('-') ? UnknownOption(word.Split('=')[0], parsed) : UnknownWord(word, parsed, arguments);
        }

        return parsed.Errors switch
        {
            [] => null,
            [{ SymbolResult: OptionResult result }, ..] => $"{result.Option.Name} must be given once: see --help.",
            _ when command.Options.FirstOrDefault(option => option.Required && parsed.GetResult(option) is null) is { } missing =>
                $"{missing.Name} must be given once: see --help.",
            _ => $"\"{command.Name}\" needs one of {string.Join(", ", Names(command))} after it: see --help.",
        };
    }

    // In "--name --scope" the second word is an option, not the name.
    private static bool LacksValue(OptionResult result) => result is { Implicit: false, Option.Arity.MinimumNumberOfValues: > 0 }
        && (result.Tokens.Count == 0 || result.Tokens.Any(token => token.Value.StartsWith("--", StringComparison.Ordinal)));

    private static string UnknownOption(string name, ParseResult parsed)
    {
        var (command, root) = (parsed.CommandResult.Command, parsed.RootCommandResult.Command);
        if (Descendants(root).FirstOrDefault(other => other.Options.Any(option => option.Name == name)) is { } owner)
        {
            var question = name == "--url" && command == root ? " Did you mean \"--urls\"?" : string.Empty;
            return $"{name} belongs to \"{Path(owner)}\" and must follow it: see --help.{question}";
        }

        var known = Descendants(root).Prepend(root).SelectMany(other => other.Options).Select(option => option.Name);
        return $"{Quoted.Of(name)} is not understood: see --help.{NearestName.Question(name, known.Concat(SettingArguments.HostOptions))}";
    }

    private static string UnknownWord(string word, ParseResult parsed, string[] arguments)
    {
        var command = parsed.CommandResult.Command;

        // In "--Database:Password= s3cret" the word is a secret.
        if (Array.IndexOf(arguments, word) is var at and > 0 && arguments[at - 1].EndsWith('='))
        {
            return $"The value of {arguments[at - 1].TrimEnd('=')} must follow its = without a space: see --help.";
        }

        var isFirst = command is RootCommand || parsed.Tokens[0].Value == word;
        var place = isFirst ? "is not a command" : $"is not understood after \"{Path(command)}\"";
        return $"{Quoted.Of(word)} {place}: see --help.{NearestName.Question(word, Names(isFirst ? parsed.RootCommandResult.Command : command))}";
    }

    private static IEnumerable<string> Names(Command command) => command.Subcommands.Select(one => one.Name);

    private static IEnumerable<Command> Descendants(Command command) => command.Subcommands.SelectMany(one => Descendants(one).Prepend(one));

    private static string Path(Command command) =>
        command.Parents.OfType<Command>().Single() is { } parent and not RootCommand ? $"{parent.Name} {command.Name}" : command.Name;
}
