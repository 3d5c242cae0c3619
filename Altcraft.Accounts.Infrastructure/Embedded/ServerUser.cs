using System.ComponentModel;
using System.Diagnostics;

namespace Altcraft.Accounts.Infrastructure.Embedded;

/// <summary>How a program ended, and what it wrote to both outputs.</summary>
internal sealed record ProgramResult(bool Succeeded, string Output);

/// <summary>
/// The user the server runs as, and how programs are run as that user. PostgreSQL refuses to run as root, so a service started by root
/// drops to an unprivileged user for it; any other service runs it as itself.
/// </summary>
/// <param name="Owner"><c>uid:gid</c> of the other user; <see langword="null"/> when it is the service's own.</param>
/// <param name="Prefix">The command that switches to it.</param>
internal sealed record ServerUser(string? Owner, string[] Prefix)
{
    private static readonly string[] KeptVariables = ["PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TMPDIR", "TZ"];

    /// <summary>Decides on the user: the one an existing cluster belongs to, else <c>postgres</c>, else <c>nobody</c>.</summary>
    /// <exception cref="EmbeddedPostgresException">Root cannot drop its privileges here.</exception>
    public static async Task<ServerUser> FindAsync(string cluster, CancellationToken cancellationToken)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return new ServerUser(null, []);
        }

        var (name, uid, gid) = await OwnerOfAsync(cluster, cancellationToken) ?? Account("postgres") ?? Account("nobody")
            ?? throw new EmbeddedPostgresException(
                "PostgreSQL does not run as root, and this machine has neither a user postgres nor a user nobody: start the service as an ordinary user.");
        string[][] prefixes = [["setpriv", $"--reuid={uid}", $"--regid={gid}", "--clear-groups", "--"], ["runuser", "-u", name, "--"]];
        foreach (var prefix in prefixes)
        {
            if (await TryRunAsync(prefix[0], [.. prefix[1..], "true"], cancellationToken) is { Succeeded: true })
            {
                return new ServerUser($"{uid}:{gid}", prefix);
            }
        }

        throw new EmbeddedPostgresException(
            $"PostgreSQL does not run as root, and neither setpriv nor runuser can switch to the user {name}: start the service as an ordinary user.");
    }

    /// <summary>Runs a program that may not be installed to its end, as the service's own user.</summary>
    /// <returns><see langword="null"/> when there is no such program.</returns>
    public static async Task<ProgramResult?> TryRunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            // The server's user may not be allowed to enter the service's working directory.
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The server outlives this call, so it gets a clean environment: no PGDATA or PGPORT that would steer it elsewhere,
        // no connection string or token that is in the service's variables. C keeps its messages in the language we look for.
        start.Environment.Clear();
        foreach (var name in KeptVariables.Where(name => Environment.GetEnvironmentVariable(name) is not null))
        {
            start.Environment[name] = Environment.GetEnvironmentVariable(name);
        }

        start.Environment["LC_ALL"] = "C";
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await using var kill = cancellationToken.Register(process.Kill);
            await process.WaitForExitAsync(cancellationToken);
            return new ProgramResult(process.ExitCode == 0, (await output + await errors).Trim());
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Runs a program as this user.</summary>
    public async Task<ProgramResult> RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        string[] command = [.. Prefix, program, .. arguments];
        return await TryRunAsync(command[0], command[1..], cancellationToken) ?? throw new EmbeddedPostgresException($"There is no program {command[0]}.");
    }

    /// <summary>Whether this user may enter a directory, every directory above it included.</summary>
    public async Task<bool> CanEnterAsync(string directory, CancellationToken cancellationToken) =>
        Owner is null || (await RunAsync("sh", ["-c", "cd \"$1\"", "sh", directory], cancellationToken)).Succeeded;

    /// <summary>Makes this user the owner of a path and everything below it.</summary>
    public async Task TakeOverAsync(string path, CancellationToken cancellationToken)
    {
        if (Owner is not null && await TryRunAsync("chown", ["-R", Owner, path], cancellationToken) is not { Succeeded: true })
        {
            throw new EmbeddedPostgresException($"{path} cannot be given to the server's user {Owner}.");
        }
    }

    // A cluster that an ordinary user made, or that came with a volume from another machine, still belongs to its user.
    private static async Task<(string Name, string Uid, string Gid)?> OwnerOfAsync(string cluster, CancellationToken cancellationToken) =>
        Directory.Exists(cluster)
        && await TryRunAsync("stat", ["-c", "%U:%u:%g", cluster], cancellationToken) is { Succeeded: true } answer
        && answer.Output.Split(':') is [var name, var uid, var gid] && uid != "0"
            ? (name, uid, gid)
            : null;

    private static (string Name, string Uid, string Gid)? Account(string name) => File.ReadLines("/etc/passwd")
        .Select(line => line.Split(':'))
        .Where(fields => fields.Length > 3 && fields[0] == name && int.TryParse(fields[2], CultureInfo.InvariantCulture, out _))
        .Select(fields => ((string, string, string)?)(name, fields[2], fields[3]))
        .FirstOrDefault();
}
