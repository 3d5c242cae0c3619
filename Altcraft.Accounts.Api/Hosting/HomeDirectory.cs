namespace Altcraft.Accounts.Api.Hosting;

/// <summary>
/// The user's home directory. .NET looks there when it checks a certificate, that of PostgreSQL's server too, and throws if the user has none:
/// a user that systemd makes while the service runs (<c>DynamicUser</c>), or any number as a container's user.
/// </summary>
internal static class HomeDirectory
{
    private const string Variable = "HOME";

    /// <summary>Sets <c>HOME</c> where it is missing: to the directory that the system knows, otherwise to <c>/</c>.</summary>
    public static void Ensure()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)))
        {
            var directory = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
            Environment.SetEnvironmentVariable(Variable, directory);
        }
    }
}
