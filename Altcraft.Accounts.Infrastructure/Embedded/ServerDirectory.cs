using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;

namespace Altcraft.Accounts.Infrastructure.Embedded;

/// <summary>
/// The files of the private server. The data directory holds the service's files (password, first token); the home holds the server's
/// (cluster, lock). They are the same directory unless the server's user cannot enter the data directory, for example below /root.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed record ServerDirectory(string DataDirectory, string Home, ServerUser User)
{
    private const string LocationFile = "cluster-location";
    private const string OtherHome = "/var/lib/altcraft-accounts";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OthersPass = OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    // EWOULDBLOCK on Linux and on macOS.
    private const int HeldOnLinux = 11;
    private const int HeldOnMac = 35;

    /// <summary>The PostgreSQL data directory, created atomically.</summary>
    public string Cluster => ClusterIn(Home);

    private string PasswordFile => Path.Combine(DataDirectory, "password");

    /// <summary>Creates missing directories and determines the location of the cluster.</summary>
    public static async Task<ServerDirectory> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var data = Make(Path.GetFullPath(path));
        var location = Path.Combine(data, LocationFile);
        if (File.Exists(location))
        {
            return await InAsync(data, Make(Path.GetDirectoryName(File.ReadAllText(location).Trim())!), cancellationToken);
        }

        var beside = await InAsync(data, data, cancellationToken);
        if (await beside.User.CanEnterAsync(data, cancellationToken))
        {
            return beside;
        }

        if (Directory.Exists(beside.Cluster))
        {
            throw new EmbeddedPostgresException(
                $"The private database in {beside.Cluster} cannot be reached by its user, because a directory above it denies access to others: "
                + "move the data directory to a place that user can enter.");
        }

        // The parent directories belong to the person. The service must not change their permissions.
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(data)))[..16];
        var other = await InAsync(data, Make(Path.Combine(OtherHome, hash)), cancellationToken);
        if (!await other.User.CanEnterAsync(other.Home, cancellationToken))
        {
            throw new EmbeddedPostgresException($"PostgreSQL does not run as root, and its user can enter neither {data} nor {other.Home}: start the service as an ordinary user.");
        }

        await File.WriteAllTextAsync(location, other.Cluster + "\n", cancellationToken);
        return other;
    }

    /// <summary>Writes a secret atomically and durably, with mode 0600 from the start.</summary>
    public static void WriteSecret(string path, string secret)
    {
        var unfinished = path + ".new";
        File.Delete(unfinished);
        using (var file = new FileStream(unfinished, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        {
            file.Write(Encoding.ASCII.GetBytes(secret + "\n"));
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path, overwrite: true);
    }

    /// <summary>Locks the directory until the result is disposed or the process ends, because the lock belongs to an open file.</summary>
    /// <exception cref="EmbeddedPostgresException">Another running service uses the directory.</exception>
    public IDisposable Lock()
    {
        // The process ID has its own file, because the other service cannot read a locked one.
        var ownerFile = Path.Combine(Home, "service.pid");
        try
        {
            var file = new FileStream(Path.Combine(Home, "service.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(ownerFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "\n");
            return file;
        }
        catch (IOException exception) when (exception.HResult is HeldOnLinux or HeldOnMac)
        {
            var owner = File.Exists(ownerFile) ? $" (process id {File.ReadAllText(ownerFile).Trim()})" : string.Empty;
            throw new EmbeddedPostgresException(
                $"The data directory {Home} is in use by another running service{owner}: "
                + "stop that service, or give this one its own directory with --Embedded:DataDirectory=<directory>.", exception);
        }
    }

    /// <summary>The password of the server's only role; <see langword="null"/> before it exists.</summary>
    public string? ReadPassword() => File.Exists(PasswordFile) && File.ReadAllText(PasswordFile).Trim() is { Length: > 0 } password ? password : null;

    /// <summary>Creates a password and writes it to disk before the server exists.</summary>
    public string CreatePassword()
    {
        var password = RandomNumberGenerator.GetHexString(64, lowercase: true);
        WriteSecret(PasswordFile, password);
        return password;
    }

    /// <summary>The major version of the PostgreSQL that created the cluster; <see langword="null"/> without a cluster.</summary>
    public int? ClusterVersion()
    {
        if (!Directory.Exists(Cluster) || !Directory.EnumerateFileSystemEntries(Cluster).Any())
        {
            return null;
        }

        var version = Path.Combine(Cluster, "PG_VERSION");
        return File.Exists(version)
            ? int.Parse(File.ReadAllText(version), CultureInfo.InvariantCulture)
            : throw new EmbeddedPostgresException(
                $"{Cluster} is not a PostgreSQL data directory (it has no PG_VERSION): restore it from a backup, or move it away to start with an empty database.");
    }

    private static async Task<ServerDirectory> InAsync(string data, string home, CancellationToken cancellationToken) =>
        new(data, home, await ServerUser.FindAsync(ClusterIn(home), cancellationToken));

    private static string ClusterIn(string home) => Path.Combine(home, "server");

    // The server's user can pass through root's directory, but cannot read the files in it.
    private static string Make(string path)
    {
        if (!Directory.Exists(path))
        {
            Directory.CreateDirectory(path, Environment.IsPrivilegedProcess ? OthersPass : OwnerOnly);
        }

        return RealPath(path);
    }

    // A canonical name without links, because it is compared with that of a running server.
    private static string RealPath(string path)
    {
        if (Path.GetDirectoryName(path) is not { } parent)
        {
            return path;
        }

        var here = Path.Combine(RealPath(parent), Path.GetFileName(path));
        return Directory.ResolveLinkTarget(here, returnFinalTarget: true) is { } target ? RealPath(target.FullName) : here;
    }
}
