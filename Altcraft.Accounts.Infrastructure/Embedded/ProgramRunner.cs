using System.ComponentModel;
using System.Diagnostics;

namespace Altcraft.Accounts.Infrastructure.Embedded;

/// <summary>Runs a program to its end.</summary>
internal static class ProgramRunner
{
    private static readonly string[] KeptVariables = ["PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TMPDIR", "TZ"];

    /// <exception cref="Win32Exception">There is no such program.</exception>
    public static async Task<ProgramResult> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
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
        // no connection string or token that stands in the service's variables. C keeps its messages in the language we look for.
        start.Environment.Clear();
        foreach (var name in KeptVariables)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
                start.Environment[name] = value;
        }

        start.Environment["LC_ALL"] = "C";

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
            return new ProgramResult(process.ExitCode, (await output + await errors).Trim());
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    /// <summary>The same, for a program that may not be installed: then <c>null</c>.</summary>
    public static async Task<ProgramResult?> TryRunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync(program, arguments, cancellationToken);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
