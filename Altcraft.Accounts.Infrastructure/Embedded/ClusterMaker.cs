using System.Runtime.Versioning;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace Altcraft.Accounts.Infrastructure.Embedded;

/// <summary>
/// Makes the cluster in a directory of its own beside the final place and renames it there at the end,
/// so that a start that is killed midway leaves nothing that looks like a database.
/// </summary>
internal sealed class ClusterMaker(ServerDirectory directory, PostgresPrograms programs, ILogger logger)
{
    private const string Unfinished = "server.new-";

    // Byte order for sorting: the fastest, and no index goes bad when the system's library changes its collation.
    // UTF-8 for letters, so that lower() and ILIKE know more than ASCII; plain C where a system has no C.UTF-8.
    private static readonly string[] CharacterTypes = ["C.UTF-8", "C"];

    /// <summary>Removes what starts that did not finish have left. A name is never used twice, so an initdb that outlived its service cannot disturb the next.</summary>
    public void RemoveLeftovers()
    {
        foreach (var leftover in Directory.EnumerateDirectories(directory.Home, Unfinished + "*"))
        {
            logger.RemovingLeftover(leftover);
            Remove(leftover);
        }
    }

    /// <summary>Makes the cluster. When this returns it is on the disk, under its final name.</summary>
    [UnsupportedOSPlatform("windows")]
    public async Task CreateAsync(string password, CancellationToken cancellationToken)
    {
        var work = Path.Combine(directory.Home, Unfinished + RandomNumberGenerator.GetHexString(8, lowercase: true));
        Directory.CreateDirectory(work, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        try
        {
            var passwordFile = Path.Combine(work, "password");
            PasswordFile.Write(passwordFile, password);
            await directory.User.TakeOverAsync(work, cancellationToken);

            var cluster = Path.Combine(work, "server");
            await InitializeAsync(cluster, passwordFile, cancellationToken);
            Directory.Move(cluster, directory.Cluster);
            // initdb has synced the files; the rename is only as durable as the directories that know of it.
            await ProgramRunner.TryRunAsync(
                "sync", [directory.Home, Path.GetDirectoryName(directory.Home)!, directory.DataDirectory], cancellationToken);
        }
        finally
        {
            Remove(work);
        }
    }

    // What initdb had started may outlive it for a moment and still write here. That must neither hide why the creation
    // ended nor keep the next start from making its own: what stays is removed by a later start.
    private static void Remove(string work)
    {
        try
        {
            Directory.Delete(work, recursive: true);
        }
        catch (IOException)
        {
        }
    }

    private async Task InitializeAsync(string cluster, string passwordFile, CancellationToken cancellationToken)
    {
        ProgramResult? answer = null;
        foreach (var characterType in CharacterTypes)
        {
            answer = await directory.User.RunAsync(
                programs.InitDb,
                [
                    "-D", cluster, "-U", PrivateServer.UserName, "--pwfile", passwordFile, "--auth", "scram-sha-256",
                    "--encoding", "UTF8", "--locale", "C", "--lc-ctype", characterType, "--text-search-config", "simple", "--data-checksums",
                ],
                cancellationToken);
            if (answer.Succeeded)
                return;
        }

        throw new EmbeddedPostgresException($"The private PostgreSQL could not be created in {directory.Cluster}: {answer?.Output}");
    }
}
