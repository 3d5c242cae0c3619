using System.Reflection;
using System.Text.RegularExpressions;

namespace Altcraft.Accounts.Api.Hosting;

/// <summary>
/// The names of the settings. The service's own stand in one place, the tables of docs/operations.md, which are part of the program: what is
/// not documented cannot be set.
/// </summary>
internal static partial class SettingNames
{
    private const string Schema = "$schema";
    private const string Logging = "Logging";
    private const string LoggingScopes = "Logging:CaptureScopes";

    // .NET adds it to a connection string that comes in a variable such as POSTGRESQLCONNSTR_Accounts.
    private const string ProviderName = "_ProviderName";

    // Sections that .NET and its libraries read: they judge what is in them.
    private static readonly string[] SectionsOfNet = ["Kestrel", Logging, "Metrics", "Authentication", "hostBuilder"];

    /// <summary>The settings of .NET's host, which belong to no section.</summary>
    public static IReadOnlyList<string> OfTheHost { get; } =
    [
        "urls", "http_ports", "https_ports", "preferHostingUrls", "environment", "applicationName", "contentRoot", "webroot", "AllowedHosts",
        "detailedErrors", "captureStartupErrors", "startupAssembly", "hostingStartupAssemblies", "hostingStartupExcludeAssemblies",
        "preventHostingStartup", "suppressStatusMessages", "shutdownTimeoutSeconds", "forwardedHeaders_enabled",
    ];

    /// <summary>The service's own settings, such as <c>Limits:DeadlineSeconds</c>, in the order of the tables.</summary>
    public static IReadOnlyList<string> All { get; } = Read();

    private static IReadOnlyList<string> Sections { get; } =
        [.. All.Where(HasSection).Select(Section).Except(SectionsOfNet, StringComparer.OrdinalIgnoreCase).Distinct()];

    /// <summary>Whether the service or .NET reads a setting of this name.</summary>
    public static bool IsKnown(string key) => Contains(All, key) || IsProviderName(key) || (HasSection(key) ? IsListItem(key) || IsOfNet(key) : IsOfTheHost(key) || key == Schema);

    /// <summary>Whether a name without a section is one of .NET's host or of OpenTelemetry.</summary>
    public static bool IsOfTheHost(string key) => key.StartsWith("OTEL_", StringComparison.OrdinalIgnoreCase) || Contains(OfTheHost, key);

    /// <summary>The setting of the service with the nearest name; <see langword="null"/> when none is close.</summary>
    public static string? Nearest(string key) => NearestName.Of(key, All);

    /// <summary>
    /// Whether an unknown variable must be meant for the service: it is in one of its sections, or the section and the whole name are nearly
    /// right, or one underscore is missing. Everything else in an environment may be for other programs.
    /// </summary>
    public static bool IsMeantAsVariable(string key) => !HasSection(key) ? All.Any(name => name.Replace(':', '_') == key)
        : Contains(Sections, Section(key)) || (NearestName.Of(Section(key), [.. Sections, .. SectionsOfNet]) is not null && Nearest(key) is not null);

    /// <summary>
    /// Whether an unknown file must be meant for the service: it has two underscores, or its name begins or is nearly right. No setting has a
    /// point in its name, so <c>database-ca.crt</c> is something else.
    /// </summary>
    public static bool IsMeantAsFile(string key) => HasSection(key)
        || (!key.Contains('.', StringComparison.Ordinal)
            && (Sections.Any(section => key.StartsWith(section, StringComparison.OrdinalIgnoreCase)) || Nearest(key) is not null));

    // Directly in the section Logging, .NET has one setting only.
    private static bool IsOfNet(string key) => Contains(SectionsOfNet, Section(key))
        && (!Section(key).Equals(Logging, StringComparison.OrdinalIgnoreCase)
            || key.Count(character => character == ':') > 1
            || key.Equals(LoggingScopes, StringComparison.OrdinalIgnoreCase));

    private static bool IsProviderName(string key) =>
        key.EndsWith(ProviderName, StringComparison.OrdinalIgnoreCase) && Contains(All, key[..^ProviderName.Length]);

    // "Proxies:Known:0".
    private static bool IsListItem(string key) => key.LastIndexOf(':') is var end
        && int.TryParse(key.AsSpan(end + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _) && Contains(All, key[..end]);

    private static bool HasSection(string key) => key.Contains(':', StringComparison.Ordinal);

    private static string Section(string key) => key.Split(':')[0];

    private static bool Contains(IReadOnlyList<string> names, string name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static List<string> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("operations.md")!;
        using var reader = new StreamReader(stream);
        var names = new List<string>();
        var isTable = false;
        while (reader.ReadLine() is { } line)
        {
            isTable = line.StartsWith("| setting |", StringComparison.Ordinal) || (isTable && line.StartsWith('|'));
            if (isTable && Row().Match(line) is { Success: true } row)
            {
                names.Add(row.Groups[1].Value);
            }
        }

        return names;
    }

    [GeneratedRegex(@"^\| `([\w:]+)`")]
    private static partial Regex Row();
}
