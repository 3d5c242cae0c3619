using System.Globalization;
using Altcraft.Accounts.Application.Common;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Altcraft.Accounts.Api.Hosting;

/// <summary>A log line for people: time, level if it matters, text. One entry is one line, so no value can forge another.</summary>
internal sealed class LineFormatter(TimeProvider clock) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "line";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        if (logEntry.Exception is StartupException)
        {
            // The program says it in one sentence as it ends; the host's entry with the stack would hide that.
            return;
        }

        textWriter.Write(clock.GetLocalNow().ToString("HH:mm:ss.fff ", CultureInfo.InvariantCulture));
        textWriter.Write(logEntry.LogLevel switch
        {
            LogLevel.Warning => "WARNING ",
            LogLevel.Error => "ERROR ",
            LogLevel.Critical => "CRITICAL ",
            _ => string.Empty,
        });
        WriteOnOneLine(logEntry.Formatter(logEntry.State, logEntry.Exception), textWriter);
        if (logEntry.Exception is { } exception)
        {
            textWriter.Write(": ");
            WriteOnOneLine(exception.ToString(), textWriter);
        }

        textWriter.WriteLine();
    }

    private static void WriteOnOneLine(string text, TextWriter writer)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\u001f') && !text.AsSpan().ContainsAnyInRange('\u007f', '\u009f')
            && !text.AsSpan().ContainsAny('\u2028', '\u2029'))
        {
            writer.Write(text);
            return;
        }

        foreach (var character in text)
        {
            // Line breaks inside an exception stay readable; other control characters could move the cursor.
            writer.Write(character == '\n' ? " ⏎" : char.IsControl(character) || character is '\u2028' or '\u2029' ? string.Empty : character.ToString());
        }
    }
}
