namespace Altcraft.Accounts.Api.Hosting;

/// <summary>
/// Settings from files: one file for each setting, named like an environment variable (<c>ConnectionStrings__Accounts</c>), as containers
/// and systemd mount secrets. <c>Secrets:Directory</c> names the directory. A file overrides every other source.
/// </summary>
internal static class SecretFiles
{
    /// <summary>The setting that names the directory.</summary>
    public const string Setting = "Secrets:Directory";

    /// <summary>Adds the files, if a directory is configured.</summary>
    /// <exception cref="StartupException">The directory or one of its files cannot be read.</exception>
    public static void AddSecretFiles(this IConfigurationManager configuration)
    {
        if (configuration[Setting] is not { Length: > 0 } directory)
        {
            return;
        }

        try
        {
            configuration.AddKeyPerFile(Path.GetFullPath(directory), optional: false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"{Setting} cannot be read: {exception.Message}", exception);
        }
    }
}
