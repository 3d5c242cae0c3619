using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Api.Commands;

/// <summary>Which words the program knows, and where each belongs.</summary>
internal static class Grammar
{
    /// <summary>The command when none is named.</summary>
    public const string Serve = "serve";

    /// <summary>The command that explains the others.</summary>
    public const string Help = "help";

    /// <summary>The option that has no value.</summary>
    public const string Plan = "--plan";

    private const string Token = "token";

    private static readonly string[] Commands = [Serve, "migrate", Token, "health", Help];
    private static readonly string[] TokenVerbs = ["create", "list", "revoke"];

    private static readonly Dictionary<string, string> OptionsOf = new()
    {
        [Plan] = "migrate",
        ["--name"] = "token create",
        ["--scope"] = "token create",
        ["--id"] = "token revoke",
        ["--url"] = "health",
    };

    // Settings of .NET's host that have no section. A mistyped option must not pass for a setting nobody reads: "--scopes accounts.read" would
    // make a token that may do everything.
    private static readonly string[] HostSettings =
    [
        "urls", "http_ports", "https_ports", "preferHostingUrls", "environment", "applicationName", "contentRoot", "webroot", "AllowedHosts",
        "detailedErrors", "captureStartupErrors", "startupAssembly", "hostingStartupAssemblies", "hostingStartupExcludeAssemblies",
        "preventHostingStartup", "suppressStatusMessages", "shutdownTimeoutSeconds", "forwardedHeaders_enabled",
    ];

    /// <summary>What a mistyped word with dashes may have been meant to be.</summary>
    public static IEnumerable<string> DashedWords { get; } =
        [.. OptionsOf.Keys, "--help", "--version", .. HostSettings.Select(setting => "--" + setting)];

    /// <summary>Whether it is an option of a command.</summary>
    /// <param name="name">With its dashes.</param>
    public static bool IsOption(string name) => OptionsOf.ContainsKey(name);

    /// <summary>Whether an option has a value.</summary>
    /// <param name="option">With its dashes.</param>
    public static bool TakesValue(string option) => option != Plan;

    /// <summary>Whether .NET reads a setting from it: one of a section (<c>Limits:DeadlineSeconds</c>), of the host, or of OpenTelemetry.</summary>
    /// <param name="name">With the dashes, the slash, or neither, all of which .NET takes.</param>
    public static bool IsSetting(string name)
    {
        var key = name.StartsWith("--", StringComparison.Ordinal) ? name[2..] : name.TrimStart('/');
        return !key.StartsWith('-') && (key.Contains(':', StringComparison.Ordinal)
            || key.StartsWith("OTEL_", StringComparison.OrdinalIgnoreCase)
            || HostSettings.Contains(key, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Whether a plain word may stand where it stands.</summary>
    /// <param name="word">The word.</param>
    /// <param name="before">The plain words before it, which are known.</param>
    public static bool Knows(string word, IReadOnlyList<string> before) => Known(before).Contains(word);

    /// <summary>What is said of a plain word that may not.</summary>
    /// <param name="word">The word.</param>
    /// <param name="before">The plain words before it, which are known.</param>
    public static string Refusal(string word, IReadOnlyList<string> before)
    {
        var place = before.Count == 0 ? "is not a command" : $"is not understood after \"{string.Join(' ', before)}\"";
        return $"{Quoted.Of(word)} {place}: see --help.{NearestName.Question(word, Known(before))}";
    }

    /// <summary>Whether the command is whole, and its options are its own.</summary>
    /// <param name="command">A known command.</param>
    /// <param name="verb">Its verb.</param>
    /// <param name="options">What was given.</param>
    /// <exception cref="StartupException">Something is missing, or belongs to another command.</exception>
    public static void Check(string command, string? verb, IEnumerable<string> options)
    {
        if (command == Token && verb is null)
        {
            throw new StartupException($"\"token\" needs one of {string.Join(", ", TokenVerbs)} after it: see --help.");
        }

        var whole = verb is null ? command : $"{command} {verb}";
        if (options.FirstOrDefault(option => OptionsOf[option] != whole) is { } foreign)
        {
            var question = foreign == "--url" && command == Serve ? " Did you mean \"--urls\"?" : string.Empty;
            throw new StartupException($"{foreign} belongs to \"{OptionsOf[foreign]}\", not to \"{whole}\": see --help.{question}");
        }
    }

    private static string[] Known(IReadOnlyList<string> before) => before switch
    {
        [] => Commands,
        [Token] => TokenVerbs,
        [Help] => Commands,
        _ => [],
    };
}
