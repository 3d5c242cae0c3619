using Altcraft.Accounts.Api.Hosting;

namespace Altcraft.Accounts.Api.Commands;

/// <summary>
/// Separates settings for .NET's configuration (<c>--Key=value</c>, <c>--Key value</c>, <c>Key=value</c>, <c>/Key=value</c>) from commands
/// and their options. A setting belongs to a section (<c>Limits:DeadlineSeconds</c>), to OpenTelemetry or to .NET's host. A mistyped option
/// must not pass as an unused setting: <c>--scopes accounts.read</c> would create a token with all scopes.
/// </summary>
internal static class SettingArguments
{
    /// <summary>The settings of .NET's host, with dashes.</summary>
    public static IEnumerable<string> HostOptions => SettingNames.OfTheHost.Select(setting => "--" + setting);

    /// <summary>Splits the arguments. Both parts keep their order.</summary>
    /// <returns>The settings, each as <c>Key=value</c> with or without dashes, and the other arguments.</returns>
    /// <exception cref="StartupException">A setting has no value.</exception>
    public static (string[] Settings, string[] Others) Split(string[] arguments)
    {
        var settings = new List<string>();
        var others = new List<string>();
        for (var i = 0; i < arguments.Length; i++)
        {
            var argument = arguments[i];
            var name = argument.IndexOf('=') is var at and > 0 ? argument[..at] : argument;
            var hasValue = name.Length < argument.Length;
            var isSetting = IsDashed(name)
                ? IsSetting(name[2..]) || IsSection(argument, arguments)
                : hasValue && !IsValueOfOption(i, arguments) && IsSetting(name.TrimStart('/'));
            if (!isSetting)
            {
                others.Add(argument);
            }
            else if (hasValue)
            {
                settings.Add(argument);
            }
            else if (i + 1 < arguments.Length && !IsDashed(arguments[i + 1]))
            {
                settings.Add($"{name}={arguments[++i]}");
            }
            else
            {
                throw new StartupException($"{name} needs a value.");
            }
        }

        return ([.. settings], [.. others]);
    }

    private static bool IsDashed(string argument) => argument.StartsWith("--", StringComparison.Ordinal);

    private static bool IsSetting(string key) => !key.StartsWith('-') && (key.Contains(':', StringComparison.Ordinal)
        || SettingNames.IsOfTheHost(key));

    // A program that passes its whole configuration also passes each section: "--Limits=" beside "--Limits:DeadlineSeconds=3".
    private static bool IsSection(string argument, string[] arguments) => argument.EndsWith('=')
        && arguments.Any(other => other.StartsWith(argument[..^1] + ":", StringComparison.OrdinalIgnoreCase));

    // "--url http://127.0.0.1:5080/?x=1" and "--name a:b=c" are options with a value.
    private static bool IsValueOfOption(int index, string[] arguments) =>
        index > 0 && IsDashed(arguments[index - 1]) && !arguments[index - 1].Contains('=', StringComparison.Ordinal);
}
