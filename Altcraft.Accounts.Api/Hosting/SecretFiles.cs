using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Api.Hosting;

/// <summary>
/// Settings from files, one file for each, named as an environment variable would be (<c>ConnectionStrings__Accounts</c>): what containers and
/// systemd mount secrets as. <c>Secrets:Directory</c> names their directory; a file wins over every other place of the setting.
/// </summary>
internal static class SecretFiles
{
    private const string Setting = "Secrets:Directory";

    /// <summary>Adds the files, if a directory is named.</summary>
    /// <param name="configuration">What was read before, and where to add.</param>
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
