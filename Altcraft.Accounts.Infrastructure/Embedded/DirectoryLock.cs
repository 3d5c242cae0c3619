using System.Globalization;
using System.Runtime.Versioning;

namespace Altcraft.Accounts.Infrastructure.Embedded;

/// <summary>
/// Keeps a second service away from a server that is in use. The lock belongs to an open file (flock), so the system takes it back
/// however the service ends; the process id stands in a file of its own because a locked file cannot be read by the other one.
/// </summary>
internal sealed class DirectoryLock : IDisposable
{
    // EWOULDBLOCK on Linux and on macOS.
    private const int HeldOnLinux = 11;
    private const int HeldOnMac = 35;

    private readonly FileStream _file;

    private DirectoryLock(FileStream file) => _file = file;

    /// <exception cref="EmbeddedPostgresException">Another running service holds the directory.</exception>
    [UnsupportedOSPlatform("windows")]
    public static DirectoryLock Take(string directory)
    {
        var ownerFile = Path.Combine(directory, "service.pid");
        try
        {
            var file = new FileStream(Path.Combine(directory, "service.lock"), new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
            File.WriteAllText(ownerFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "\n");
            return new DirectoryLock(file);
        }
        catch (IOException exception) when (exception.HResult is HeldOnLinux or HeldOnMac)
        {
            throw new EmbeddedPostgresException(
                $"The data directory {directory} is in use by another running service{Owner(ownerFile)}: "
                + "stop that one, or give this one its own with --Embedded:DataDirectory=<directory>.", exception);
        }
    }

    public void Dispose() => _file.Dispose();

    private static string Owner(string ownerFile)
    {
        try
        {
            return int.TryParse(File.ReadAllText(ownerFile), out var processId) ? $" (process id {processId})" : "";
        }
        catch (IOException)
        {
            return "";
        }
    }
}
