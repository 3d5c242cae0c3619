using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Api.Commands;

/// <summary>The words behind a command: a verb, options of the command (<c>--name N</c>), and configuration (<c>--Key=value</c>).</summary>
internal sealed record Words(string? Verb, ILookup<string, string> Options, bool IsPlan, string[] Configuration)
{
    public static Words Parse(string[] arguments)
    {
        string? verb = null;
        var options = new List<KeyValuePair<string, string>>();
        var configuration = new List<string>();
        var isPlan = false;
        for (var i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case "--plan":
                    isPlan = true;
                    break;
                case "--name" or "--scope" or "--id" or "--url" when i + 1 < arguments.Length:
                    options.Add(new(arguments[i], arguments[++i]));
                    break;
                case "--name" or "--scope" or "--id" or "--url":
                    throw new StartupException($"{arguments[i]} needs a value.");
                case var setting when setting.StartsWith("--", StringComparison.Ordinal) && setting.Contains('='):
                    configuration.Add(setting);
                    break;
                case var word when verb is null && !word.StartsWith('-'):
                    verb = word;
                    break;
                case var unknown:
                    throw new StartupException($"\"{unknown}\" is not understood: see --help.");
            }
        }

        return new Words(verb, options.ToLookup(option => option.Key, option => option.Value), isPlan, [.. configuration]);
    }

    /// <summary>The one value of an option.</summary>
    /// <exception cref="StartupException">It is missing, or there are several.</exception>
    public string One(string option) => Options[option].ToList() is [var value]
        ? value
        : throw new StartupException($"{option} must be given once: see --help.");
}
