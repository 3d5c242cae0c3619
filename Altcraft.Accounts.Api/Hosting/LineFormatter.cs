using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Altcraft.Accounts.Api.Hosting;

/// <summary>
/// Formats a log line for people: time, level if it matters, message. Each log entry is one line, and a value that contains a space,
/// <c>=</c> or <c>"</c> is quoted, so that no request can forge a field or a line.
/// </summary>
internal sealed partial class LineFormatter(TimeProvider clock, bool isColored) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "lines";

    private const string Template = "{OriginalFormat}";
    private const string Yellow = "\e[33m";
    private const string Red = "\e[31m";
    private const string NoColor = "\e[0m";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var (level, color) = logEntry.LogLevel switch
        {
            LogLevel.Warning => ("WARNING ", Yellow),
            LogLevel.Error => ("ERROR ", Red),
            LogLevel.Critical => ("CRITICAL ", Red),
            _ => (string.Empty, null),
        };
        color = isColored ? color : null;
        textWriter.Write(clock.GetLocalNow().ToString("HH:mm:ss.fff ", CultureInfo.InvariantCulture));
        textWriter.Write(color);
        textWriter.Write(level);
        WriteOnOneLine(Text(logEntry), textWriter);
        if (logEntry.Exception is { } exception)
        {
            WriteOnOneLine($": {exception}", textWriter);
        }

        textWriter.WriteLine(color is null ? null : NoColor);
    }

    private static string Text<TState>(in LogEntry<TState> entry)
    {
        if (entry.State is IReadOnlyList<KeyValuePair<string, object?>> values
            && values.Any(pair => pair.Key != Template && NeedsQuotes(pair.Value))
            && values.FirstOrDefault(pair => pair.Key == Template).Value is string template)
        {
            return Placeholder().Replace(template, found => Shown(values.FirstOrDefault(pair => pair.Key == found.Groups[1].Value).Value));
        }

        return entry.Formatter(entry.State, entry.Exception);
    }

    private static bool NeedsQuotes(object? value) =>
        value is string text && text.Any(character => char.IsWhiteSpace(character) || character is '=' or '"');

    private static string Shown(object? value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture)!;
        return NeedsQuotes(value) ? '"' + BackslashOrQuote().Replace(text, @"\$0") + '"' : text;
    }

    private static void WriteOnOneLine(string text, TextWriter writer)
    {
        foreach (var character in text)
        {
            // Line breaks of an exception stay visible. Characters that move the cursor or reverse the text are dropped.
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

    [GeneratedRegex(@"\{(\w+)[^{}]*\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"[\\""]")]
    private static partial Regex BackslashOrQuote();
}
