namespace Altcraft.Accounts.Api.Hosting;

/// <summary>What the service and each command that uses the database check before they do anything.</summary>
internal static class StartCheck
{
    // Two characters that are one after normalization, for which .NET needs ICU.
    private const string Decomposed = "e\u0301";

    /// <summary>Checks the names of the settings, and that .NET can compare text.</summary>
    /// <exception cref="StartupException">The program cannot work. The message says what to change.</exception>
    public static void Run(IConfigurationRoot configuration)
    {
        UnknownSettings.Refuse(configuration);
        if (Decomposed.IsNormalized())
        {
            throw new StartupException(
                ".NET runs without ICU (globalization-invariant mode), and the service needs it to compare names: remove "
                + "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT from the environment and System.Globalization.Invariant from runtimeconfig.json, and install libicu.");
        }
    }
}
