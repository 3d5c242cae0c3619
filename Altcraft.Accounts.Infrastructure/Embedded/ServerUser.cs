using System.ComponentModel;
using System.Diagnostics;

namespace Altcraft.Accounts.Infrastructure.Embedded;

/// <summary>The exit status and the output of a program.</summary>
internal sealed record ProgramResult(bool Succeeded, string Output);

/// <summary>
/// The user that runs the server, and how programs are run as that user. PostgreSQL refuses to run as root, so a service started by root
/// switches to an unprivileged user. Otherwise it is the service's own user.
/// </summary>
/// <param name="Owner"><c>uid:gid</c> of the other user; <see langword="null"/> for the service's own user.</param>
/// <param name="Prefix">The commands that start a session, which the terminal's Ctrl-C does not reach, and switch to the other user.</param>
internal sealed record ServerUser(string? Owner, string[] Prefix)
{
    // How long the children of a killed program may take to end: they have nothing more to read.
    private static readonly TimeSpan ChildrenLimit = TimeSpan.FromSeconds(10);

    private static readonly string[] KeptVariables = ["PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TMPDIR", "TZ"];

    /// <summary>Chooses the user: the owner of an existing cluster, else <c>postgres</c>, else <c>nobody</c>.</summary>
    /// <exception cref="EmbeddedPostgresException">Root cannot switch to another user here.</exception>
    public static async Task<ServerUser> FindAsync(string cluster, CancellationToken cancellationToken)
    {
        // On macOS there is none.
        string[] session = await TryRunAsync("setsid", ["true"], cancellationToken) is { Succeeded: true } ? ["setsid"] : [];
        if (!Environment.IsPrivilegedProcess)
        {
            return new ServerUser(null, session);
        }

        var (name, uid, gid) = await OwnerOfAsync(cluster, cancellationToken) ?? Account("postgres") ?? Account("nobody")
            ?? throw new EmbeddedPostgresException(
                "PostgreSQL does not run as root, and this machine has neither a user postgres nor a user nobody: start the service as an ordinary user.");
        string[][] prefixes = [["setpriv", $"--reuid={uid}", $"--regid={gid}", "--clear-groups", "--"], ["runuser", "-u", name, "--"]];
        foreach (var prefix in prefixes)
        {
            if (await TryRunAsync(prefix[0], [.. prefix[1..], "true"], cancellationToken) is { Succeeded: true })
            {
                return new ServerUser($"{uid}:{gid}", [.. session, .. prefix]);
            }
        }

        throw new EmbeddedPostgresException(
            $"PostgreSQL does not run as root, and neither setpriv nor runuser can switch to the user {name}: start the service as an ordinary user.");
    }

    /// <summary>Runs a program, which may be missing, as the service's own user and waits for its end.</summary>
    /// <param name="cancellationToken">Kills the program. What it has started has ended, too, when this method throws.</param>
    /// <returns><see langword="null"/> when the program is not installed.</returns>
    public static async Task<ProgramResult?> TryRunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            // The server's user may be unable to enter the service's working directory.
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The server outlives this call, so it gets a clean environment: no PGDATA or PGPORT that would redirect it, and no secrets. Locale
        // C keeps its messages in English.
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
            var output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(CancellationToken.None), process.StandardError.ReadToEndAsync(CancellationToken.None));
            await using (cancellationToken.Register(() => Kill(process)))
            {
                await process.WaitForExitAsync(CancellationToken.None);
            }

            try
            {
                var texts = await output.WaitAsync(cancellationToken);
                cancellationToken.ThrowIfCancellationRequested();
                return new ProgramResult(process.ExitCode == 0, string.Concat(texts).Trim());
            }
            catch (OperationCanceledException)
            {
                // The streams end with the last process that has them.
                await Task.WhenAny(output, Task.Delay(ChildrenLimit, CancellationToken.None));
                throw;
            }
        }
        catch (Win32Exception)
        {
            // Not installed. Whoever needs the program says so.
            return null;
        }
    }

    /// <summary>Runs a program as this user.</summary>
    public async Task<ProgramResult> RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        string[] command = [.. Prefix, program, .. arguments];
        return await TryRunAsync(command[0], command[1..], cancellationToken) ?? throw new EmbeddedPostgresException($"The program {command[0]} is not installed.");
    }

    /// <summary>Whether this user can enter a directory, including all directories above it.</summary>
    public async Task<bool> CanEnterAsync(string directory, CancellationToken cancellationToken) =>
        Owner is null || (await RunAsync("sh", ["-c", "cd \"$1\"", "sh", directory], cancellationToken)).Succeeded;

    /// <summary>Makes this user the owner of a directory tree.</summary>
    public async Task TakeOverAsync(string path, CancellationToken cancellationToken)
    {
        if (Owner is not null && await TryRunAsync("chown", ["-R", Owner, path], cancellationToken) is not { Succeeded: true })
        {
            throw new EmbeddedPostgresException($"{path} cannot be given to the server's user {Owner}.");
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (Win32Exception)
        {
            // Root without the right to kill another user's process: the program is waited for, and its caller stops then.
        }
    }

    // A cluster that an ordinary user created, or that came with a volume, still belongs to its user.
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
