using System.Globalization;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;

namespace Altcraft.Accounts.Infrastructure.Embedded;

/// <summary>
/// Where things stand. The data directory holds what is the service's (password, first token); the home holds what is the server's
/// (the cluster, the lock). They are one directory, unless the server's user cannot reach the data directory, as below /root.
/// </summary>
internal sealed record ServerDirectory(string DataDirectory, string Home, ServerUser User)
{
    private const string LocationFile = "cluster-location";

    private const string Elsewhere = "/var/lib/altcraft-accounts";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const UnixFileMode OthersPass = OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The PostgreSQL data directory proper. It appears complete or not at all.</summary>
    public string Cluster => ClusterIn(Home);

    /// <summary>Makes the directories that are missing and decides on the place of the cluster.</summary>
    [UnsupportedOSPlatform("windows")]
    public static async Task<ServerDirectory> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var data = Make(Path.GetFullPath(path));
        var location = Path.Combine(data, LocationFile);
        if (File.Exists(location))
            return await InAsync(data, Make(Path.GetDirectoryName(File.ReadAllText(location).Trim())!), cancellationToken);

        var beside = await InAsync(data, data, cancellationToken);
        if (await beside.User.CanEnterAsync(data, cancellationToken))
            return beside;
        if (Directory.Exists(beside.Cluster))
        {
            throw new EmbeddedPostgresException(
                $"The private database in {beside.Cluster} cannot be reached by its user, because a directory above it is closed to others: "
                + "move the data directory to a place that user can enter.");
        }

        // The directories above belong to the person; opening them to others is not ours to do.
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(data)))[..16];
        var away = await InAsync(data, Make(Path.Combine(Elsewhere, hash)), cancellationToken);
        if (!await away.User.CanEnterAsync(away.Home, cancellationToken))
            throw new EmbeddedPostgresException($"PostgreSQL does not run as root, and its user can enter neither {data} nor {away.Home}: start the service as an ordinary user.");
        await File.WriteAllTextAsync(location, away.Cluster + "\n", cancellationToken);
        return away;
    }

    /// <summary>Major version of the PostgreSQL that made the cluster, or <c>null</c> if there is no cluster yet.</summary>
    public int? ClusterVersion()
    {
        if (!Directory.Exists(Cluster))
            return null;
        if (!Directory.EnumerateFileSystemEntries(Cluster).Any())
        {
            Directory.Delete(Cluster);
            return null;
        }

        var version = Path.Combine(Cluster, "PG_VERSION");
        return File.Exists(version)
            ? int.Parse(File.ReadAllText(version), CultureInfo.InvariantCulture)
            : throw new EmbeddedPostgresException(
                $"{Cluster} is not a PostgreSQL data directory (it has no PG_VERSION): restore it from a backup, or move it away to begin with an empty database.");
    }

    private static async Task<ServerDirectory> InAsync(string data, string home, CancellationToken cancellationToken)
        => new(data, home, await ServerUser.FindAsync(ClusterIn(home), cancellationToken));

    private static string ClusterIn(string home) => Path.Combine(home, "server");

    // Root's own directory lets the server's user pass through; the files in it stay closed.
    [UnsupportedOSPlatform("windows")]
    private static string Make(string path)
    {
        if (!Directory.Exists(path))
            Directory.CreateDirectory(path, Environment.IsPrivilegedProcess ? OthersPass : OwnerOnly);
        return RealPath(path);
    }

    // One directory has one name here, whichever link it was reached by: the name is compared with what the server wrote down.
    private static string RealPath(string path)
    {
        if (Path.GetDirectoryName(path) is not { } parent)
            return path;
        var here = Path.Combine(RealPath(parent), Path.GetFileName(path));
        return Directory.ResolveLinkTarget(here, returnFinalTarget: true) is { } target ? RealPath(target.FullName) : here;
    }
}
