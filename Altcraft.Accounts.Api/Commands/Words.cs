using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Api.Commands;

/// <summary>
/// What was typed: a command and perhaps its verb, options of the command (<c>--name N</c> or <c>--name=N</c>), and configuration as .NET reads
/// it (<c>--Key=value</c>, <c>--Key value</c>), in any order. A word that is none of these is refused before anything is touched.
/// </summary>
internal sealed record Words(string Command, string? Verb, ILookup<string, string> Options, string[] Configuration)
{
    /// <summary>Whether only what would be done is asked for.</summary>
    public bool IsPlan => Options.Contains(Grammar.Plan);

    /// <summary>Tells the words apart.</summary>
    /// <param name="arguments">All that was typed after the program's name.</param>
    /// <exception cref="StartupException">A word is unknown, belongs to another command, or lacks its value.</exception>
    public static Words Parse(string[] arguments)
    {
        var plain = new List<string>();
        var options = new List<KeyValuePair<string, string>>();
        var configuration = new List<string>();
        var rest = new Queue<string>(arguments);
        while (rest.TryDequeue(out var word))
        {
            var (name, value) = Split(word);
            if (!word.StartsWith('-') && value is null)
            {
                Add(word, plain, configuration.LastOrDefault());
            }
            else if (Grammar.IsOption(name))
            {
                options.Add(new(name, Grammar.TakesValue(name) ? value ?? Next(name, rest) : Nothing(name, value)));
            }
            else if (Grammar.IsSetting(name) || IsBareSection(word, value))
            {
                configuration.Add(value is null ? $"{name}={Next(name, rest)}" : word);
            }
            else
            {
                throw new StartupException($"{Quoted.Of(name)} is not understood: see --help.{NearestName.Question(name, Grammar.DashedWords)}");
            }
        }

        var lookup = options.ToLookup(option => option.Key, option => option.Value);
        var (command, verb) = (plain.FirstOrDefault() ?? Grammar.Serve, plain.ElementAtOrDefault(1));
        Grammar.Check(command, verb, lookup.Select(option => option.Key));
        return new Words(command, verb, lookup, [.. configuration]);
    }

    /// <summary>The one value of an option.</summary>
    /// <exception cref="StartupException">It is missing, or there are several.</exception>
    public string One(string option) => Options[option].ToList() is [var value]
        ? value
        : throw new StartupException($"{option} must be given once: see --help.");

    private static (string Name, string? Value) Split(string word) =>
        word.IndexOf('=') is var at and > 0 ? (word[..at], word[(at + 1)..]) : (word, null);

    // "--Limits=": who passes a whole configuration on names each section, too. It sets nothing.
    private static bool IsBareSection(string word, string? value) => word.StartsWith("--", StringComparison.Ordinal) && value?.Length == 0;

    private static void Add(string word, List<string> plain, string? before)
    {
        if (!Grammar.Knows(word, plain))
        {
            // What follows "--Database:Password= " is the password: it is not shown.
            throw new StartupException(before?.EndsWith('=') == true
                ? $"The value of {before.TrimEnd('=')} must follow its = without a space: see --help."
                : Grammar.Refusal(word, plain));
        }

        plain.Add(word);
    }

    private static string Next(string name, Queue<string> rest) =>
        rest.TryDequeue(out var value) && !value.StartsWith("--", StringComparison.Ordinal) ? value : throw new StartupException($"{name} needs a value.");

    private static string Nothing(string name, string? value) =>
        value is null ? string.Empty : throw new StartupException($"{name} takes no value: see --help.");
}
