using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.KeyPerFile;

namespace Altcraft.Accounts.Api.Hosting;

/// <summary>
/// Finds settings that nobody reads because their name is wrong, in every place that settings come from (decision 0028): the command line, the
/// environment, files of settings, and the files in <c>Secrets:Directory</c>.
/// </summary>
internal static class UnknownSettings
{
    /// <summary>Checks all names.</summary>
    /// <exception cref="StartupException">Some are unknown. The message has a sentence for each, with its place and the nearest name.</exception>
    public static void Refuse(IConfigurationRoot configuration)
    {
        var problems = configuration.Providers.SelectMany(provider => Problems(provider, configuration)).Distinct().ToList();
        if (problems.Count > 0)
        {
            throw new StartupException(string.Join(' ', problems));
        }
    }

    /// <summary>The files in <c>Secrets:Directory</c> that are not settings. <see cref="Refuse"/> has passed them: they may have another purpose.</summary>
    public static IReadOnlyList<string> UnusedSecretFiles(IConfigurationRoot configuration) =>
        [.. configuration.Providers.OfType<KeyPerFileConfigurationProvider>().SelectMany(Unknown).Select(AsVariable)];

    private static IEnumerable<string> Problems(IConfigurationProvider provider, IConfiguration configuration) => provider switch
    {
        CommandLineConfigurationProvider => Unknown(provider).Select(key => Sentence(key, "on the command line", name => $"--{name}")),
        EnvironmentVariablesConfigurationProvider =>
            Unknown(provider).Where(SettingNames.IsMeantAsVariable).Select(key => Sentence(key, "in the environment", AsVariable)),
        KeyPerFileConfigurationProvider =>
            Unknown(provider).Where(SettingNames.IsMeantAsFile).Select(key => Sentence(key, $"in {configuration[SecretFiles.Setting]}", AsVariable)),
        FileConfigurationProvider { Source: var file } => Unknown(provider).Select(
            key => Sentence(key, $"in {file.FileProvider?.GetFileInfo(file.Path!).PhysicalPath ?? file.Path}", name => name)),
        _ => [],
    };

    private static string Sentence(string key, string place, Func<string, string> write)
    {
        var question = SettingNames.Nearest(key) is { } nearest ? $" Did you mean {Quoted.Of(write(nearest))}?" : string.Empty;
        return $"{Quoted.Of(write(key))} {place} is not a setting: docs/operations.md, \"Configure\", lists them.{question}";
    }

    private static string AsVariable(string key) => key.Replace(":", "__", StringComparison.Ordinal);

    private static IEnumerable<string> Unknown(IConfigurationProvider provider) => Keys(provider, null).Where(key => !SettingNames.IsKnown(key));

    // An empty value sets nothing: it is also how a whole section is passed on ("--Limits=").
    private static IEnumerable<string> Keys(IConfigurationProvider provider, string? parent) => provider.GetChildKeys([], parent)
        .Distinct(StringComparer.OrdinalIgnoreCase)
        .Select(name => parent is null ? name : $"{parent}:{name}")
        .SelectMany(key => provider.TryGet(key, out var value) && !string.IsNullOrEmpty(value) ? Keys(provider, key).Prepend(key) : Keys(provider, key));
}
