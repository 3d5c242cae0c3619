using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;

namespace Altcraft.Accounts.Infrastructure.Embedded;

/// <summary>
/// The files of the private server. The data directory holds the first token; the home holds what belongs to the server (cluster, password,
/// lock). They are the same directory unless the server's user cannot enter the data directory, for example below /root: then <c>server</c>
/// and <c>password</c> in the data directory are links.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed record ServerDirectory(string DataDirectory, string Home, ServerUser User)
{
    private const string OtherHomes = "/var/lib/altcraft-accounts";

    // Names the cluster in data directories of earlier versions, which had no link.
    private const string LocationFile = "cluster-location";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OthersPass = OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    // EWOULDBLOCK on Linux and on macOS.
    private const int HeldOnLinux = 11;
    private const int HeldOnMac = 35;

    /// <summary>The PostgreSQL data directory, created atomically.</summary>
    public string Cluster => ClusterIn(Home);

    /// <summary>Whether the cluster is in another directory than the service's files.</summary>
    public bool IsElsewhere => Home != DataDirectory;

    /// <summary>The file with the password of the server's only role.</summary>
    public string PasswordFile => PasswordIn(Home);

    /// <summary>Creates missing directories and determines the location of the cluster.</summary>
    public static async Task<ServerDirectory> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var data = Make(Path.GetFullPath(path));
        if (LinkedCluster(data) is { } cluster)
        {
            return await InAsync(data, Make(Path.GetDirectoryName(cluster)!), cancellationToken);
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
        var other = await InAsync(data, Make(Path.Combine(OtherHomes, RandomNumberGenerator.GetHexString(16, lowercase: true))), cancellationToken);
        if (!await other.User.CanEnterAsync(other.Home, cancellationToken))
        {
            Directory.Delete(other.Home);
            throw new EmbeddedPostgresException($"PostgreSQL does not run as root, and its user can enter neither {data} nor {other.Home}: start the service as an ordinary user.");
        }

        return other.Link() ? other : await OpenAsync(path, cancellationToken);
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

    /// <summary>Notes in a home elsewhere which data directory it belongs to, and links the password. The caller holds the lock.</summary>
    public void Claim()
    {
        if (IsElsewhere)
        {
            File.WriteAllText(DataDirectoryFile(Home), DataDirectory + "\n");
            File.Delete(PasswordIn(DataDirectory));
            File.CreateSymbolicLink(PasswordIn(DataDirectory), PasswordFile);
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

    /// <summary>
    /// The homes that this data directory had before. Whoever deletes a data directory deletes a link, and the cluster stays where it is.
    /// </summary>
    public async Task<IReadOnlyList<ServerDirectory>> PreviousAsync(CancellationToken cancellationToken)
    {
        var previous = new List<ServerDirectory>();
        foreach (var home in IsElsewhere ? Directory.GetDirectories(OtherHomes) : [])
        {
            var file = DataDirectoryFile(home);
            if (home != Home && File.Exists(file) && (await File.ReadAllTextAsync(file, cancellationToken)).Trim() == DataDirectory)
            {
                previous.Add(await InAsync(DataDirectory, home, cancellationToken));
            }
        }

        return previous;
    }

    // False if another start was faster.
    private bool Link()
    {
        try
        {
            File.CreateSymbolicLink(ClusterIn(DataDirectory), Cluster);
            return true;
        }
        catch (IOException) when (LinkedCluster(DataDirectory) is not null)
        {
            // The other start made the link, and its home counts: the caller opens that one.
            Directory.Delete(Home);
            return false;
        }
    }

    private static string? LinkedCluster(string data)
    {
        var (link, location) = (ClusterIn(data), Path.Combine(data, LocationFile));
        if (File.Exists(location) && !Directory.Exists(link))
        {
            var cluster = File.ReadAllText(location).Trim();
            File.Copy(PasswordIn(data), PasswordIn(Path.GetDirectoryName(cluster)!), overwrite: true);
            File.CreateSymbolicLink(link, cluster);
            File.Delete(location);
        }

        // A link that a person made to a cluster of another name is followed by PostgreSQL itself.
        return Environment.IsPrivilegedProcess && new FileInfo(link).LinkTarget is { } target && Path.GetFileName(target) == Path.GetFileName(link)
            ? Path.GetFullPath(target, data)
            : null;
    }

    private static string PasswordIn(string directory) => Path.Combine(directory, "password");

    private static string DataDirectoryFile(string home) => Path.Combine(home, "data-directory");

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
