using System.Globalization;
using Altcraft.Accounts.Application.Common;
using Microsoft.Extensions.Logging.Abstractions;

namespace Altcraft.Accounts.Api.Hosting;

/// <summary>A log line for people: time, level if it matters, text. One entry is one line, so no value can forge another.</summary>
internal sealed class LineFormatter(TimeProvider clock)
{
    public void Write<TState>(in LogEntry<TState> logEntry, TextWriter textWriter)
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
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            writer.Write(text);
            return;
        }

        foreach (var character in text)
        {
            // Line breaks inside an exception stay readable; what moves the cursor or turns the text round could forge a line.
            if (character == '\n')
            {
                writer.Write(" ⏎");
            }
            else if (char.GetUnicodeCategory(character) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator))
            {
                writer.Write(character);
            }
        }
    }
}
