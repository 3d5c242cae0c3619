using System.Globalization;

namespace Altcraft.Accounts.Infrastructure.Embedded;

/// <summary>
/// Whom the server runs as. PostgreSQL refuses to run as root, so a service started by root drops to an unprivileged user for it;
/// any other service runs it as itself.
/// </summary>
internal sealed class ServerUser
{
    private readonly string[] _prefix;

    private ServerUser(string? owner, string[] prefix)
    {
        Owner = owner;
        _prefix = prefix;
    }

    /// <summary><c>uid:gid</c> of the other user, or <c>null</c> if it is the service's own.</summary>
    public string? Owner { get; }

    /// <summary>Decides on the user: the one an existing cluster belongs to, else <c>postgres</c>, else <c>nobody</c>.</summary>
    /// <param name="cluster">Directory of the cluster, which need not exist.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    /// <exception cref="EmbeddedPostgresException">Root cannot drop its privileges here.</exception>
    public static async Task<ServerUser> FindAsync(string cluster, CancellationToken cancellationToken)
    {
        if (!Environment.IsPrivilegedProcess)
            return new ServerUser(null, []);

        var (name, uid, gid) = await OwnerOfAsync(cluster, cancellationToken) ?? Account("postgres") ?? Account("nobody")
            ?? throw new EmbeddedPostgresException(
                "PostgreSQL does not run as root, and this machine has neither a user postgres nor a user nobody: start the service as an ordinary user.");
        string[][] ways =
        [
            ["setpriv", $"--reuid={uid}", $"--regid={gid}", "--clear-groups", "--"],
            ["runuser", "-u", name, "--"],
        ];
        foreach (var way in ways)
        {
            if (await ProgramRunner.TryRunAsync(way[0], [.. way[1..], "true"], cancellationToken) is { Succeeded: true })
                return new ServerUser($"{uid}:{gid}", way);
        }

        throw new EmbeddedPostgresException(
            $"PostgreSQL does not run as root, and neither setpriv nor runuser can switch to the user {name}: start the service as an ordinary user.");
    }

    /// <summary>Runs a program as this user.</summary>
    public Task<ProgramResult> RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        string[] command = [.. _prefix, program, .. arguments];
        return ProgramRunner.RunAsync(command[0], command[1..], cancellationToken);
    }

    /// <summary>Whether this user may enter a directory, every directory above it included.</summary>
    public async Task<bool> CanEnterAsync(string directory, CancellationToken cancellationToken)
        => Owner is null || (await RunAsync("sh", ["-c", "cd \"$1\"", "sh", directory], cancellationToken)).Succeeded;

    /// <summary>Hands a path and everything below it over to this user.</summary>
    public async Task TakeOverAsync(string path, CancellationToken cancellationToken)
    {
        if (Owner is null)
            return;
        var answer = await ProgramRunner.RunAsync("chown", ["-R", Owner, path], cancellationToken);
        if (!answer.Succeeded)
            throw new EmbeddedPostgresException($"{path} cannot be handed over to the server's user: {answer.Output}");
    }

    // A cluster an ordinary user made, or that came with a volume from another machine, goes on belonging to its user.
    private static async Task<(string Name, int Uid, int Gid)?> OwnerOfAsync(string cluster, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(cluster))
            return null;
        var answer = await ProgramRunner.TryRunAsync("stat", ["-c", "%U:%u:%g", cluster], cancellationToken);
        return answer is { Succeeded: true } && answer.Output.Split(':') is [var name, var uid, var gid] && uid != "0"
            ? (name, Number(uid), Number(gid))
            : null;
    }

    private static (string Name, int Uid, int Gid)? Account(string name) => File.ReadLines("/etc/passwd")
        .Select(line => line.Split(':'))
        .Where(fields => fields.Length > 3 && fields[0] == name)
        .Select(fields => ((string, int, int)?)(name, Number(fields[2]), Number(fields[3])))
        .FirstOrDefault();

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
