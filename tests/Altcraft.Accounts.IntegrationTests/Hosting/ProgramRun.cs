using System.Text;
using Altcraft.Accounts.Api.Commands;

namespace Altcraft.Accounts.IntegrationTests;

/// <summary>
/// A command of the program within this process, several at once: a process of its own costs a second of a processor. What each writes is
/// told apart by its flow of execution.
/// </summary>
internal static class ProgramRun
{
    private static readonly AsyncLocal<TextWriter?> Output = new();
    private static readonly AsyncLocal<TextWriter?> Error = new();

    static ProgramRun()
    {
        Console.SetOut(new Switch(Output, Console.Out));
        Console.SetError(new Switch(Error, Console.Error));
    }

    /// <summary>Runs a command to its end.</summary>
    /// <exception cref="TimeoutException">It goes on: it serves, where it should have refused.</exception>
    public static async Task<(int ExitCode, string Output, string Error)> ToEndAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        (Output.Value, Error.Value) = (TextWriter.Synchronized(output), TextWriter.Synchronized(error));
        var exitCode = await Task.Run(() => CommandLine.RunAsync(arguments)).WaitAsync(TimeSpan.FromMinutes(1));
        return (exitCode, output.ToString().Trim(), error.ToString().Trim());
    }

    private sealed class Switch(AsyncLocal<TextWriter?> run, TextWriter otherwise) : TextWriter
    {
        public override Encoding Encoding => otherwise.Encoding;

        private TextWriter Target => run.Value ?? otherwise;

        public override void Write(char value) => Target.Write(value);

        public override void Write(char[] buffer, int index, int count) => Target.Write(buffer, index, count);

        public override void Write(string? value) => Target.Write(value);

        public override void Flush() => Target.Flush();
    }
}
