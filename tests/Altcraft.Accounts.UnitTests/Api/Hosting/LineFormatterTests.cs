using Altcraft.Accounts.Api.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Altcraft.Accounts.UnitTests.Api.Hosting;

internal sealed class LineFormatterTests
{
    [TestCase(LogLevel.Information, "12:00:00.000 text")]
    [TestCase(LogLevel.Warning, "12:00:00.000 WARNING text")]
    [TestCase(LogLevel.Error, "12:00:00.000 ERROR text")]
    [TestCase(LogLevel.Critical, "12:00:00.000 CRITICAL text")]
    public void Write_WhenLevelMatters_SaysIt(LogLevel level, string line) => Assert.That(Write("text", level), Is.EqualTo(line + Environment.NewLine));

    [TestCase("a\n12:00:00.000 forged", "a ⏎12:00:00.000 forged")]
    [TestCase("a\r\n12:00:00.000 forged", "a ⏎12:00:00.000 forged")]
    [TestCase("a\r12:00:00.000 forged", "a12:00:00.000 forged")]
    [TestCase("a\u0085b", "ab")]
    [TestCase("a\u2028b", "ab")]
    [TestCase("a\u2029b", "ab")]
    [TestCase("a\u007Fb", "ab")]
    [TestCase("Привет", "Привет")]
    [TestCase("a\u0085b\u2028c\u2029d\vb\ff", "abcdbf")]
    [TestCase("a\u202Eb\u2066c\u200Fd\uFEFFe\u061Cf", "abcdef")]
    [TestCase("a\u001B[2Kb\bc\0", "a[2Kbc")]
    public void Write_WhenTextHasLineBreaksOrControls_IsOneLine(string text, string shown) =>
        Assert.That(Write(text), Is.EqualTo($"12:00:00.000 {shown}{Environment.NewLine}"));

    [Test]
    public void Write_WhenThereIsAnException_IsOneLineStill()
    {
        var line = Write("failed", LogLevel.Error, new InvalidOperationException("first\nsecond\u001B[0m"));

        Assert.That(line, Does.StartWith("12:00:00.000 ERROR failed: System.InvalidOperationException: first ⏎second[0m"));
        Assert.That(line.TrimEnd('\r', '\n'), Does.Not.Contain('\n').And.Not.Contain('\r').And.Not.Contain('\u001B'));
    }

    [TestCase("/accounts/save", "/accounts/save")]
    [TestCase("/a 200 error=0", "\"/a 200 error=0\"")]
    [TestCase("/a\u00A0200", "\"/a\u00A0200\"")]
    [TestCase("/error=0", "\"/error=0\"")]
    [TestCase("/a\" error=0 \"", "\"/a\\\" error=0 \\\"\"")]
    [TestCase("/a\\\" error=0", "\"/a\\\\\\\" error=0\"")]
    [TestCase("/a\n12:00:00.000 POST", "\"/a ⏎12:00:00.000 POST\"")]
    [TestCase("/{Status}", "/{Status}")]
    [TestCase("/{Status} x", "\"/{Status} x\"")]
    public void Write_WhenAValueCouldBeTakenForAField_QuotesIt(string path, string shown) =>
        Assert.That(Log(path), Is.EqualTo($"12:00:00.000 POST {shown} 404 1.5ms token=-{Environment.NewLine}"));

    [TestCase(LogLevel.Information, "12:00:00.000 text")]
    [TestCase(LogLevel.Warning, "12:00:00.000 \e[33mWARNING text\e[0m")]
    [TestCase(LogLevel.Error, "12:00:00.000 \e[31mERROR text\e[0m")]
    public void Write_WhenOnATerminal_ColorsWhatMatters(LogLevel level, string line) =>
        Assert.That(Write("text", level, isColored: true), Is.EqualTo(line + Environment.NewLine));

    private static string Write(string text, LogLevel level = LogLevel.Information, Exception? exception = null, bool isColored = false)
    {
        using var writer = new StringWriter();
        new LineFormatter(new FixedClock(), isColored).Write(
            new LogEntry<string>(level, "category", default, text, exception, (state, _) => state), null, writer);
        return writer.ToString();
    }

    // As the generated code of a LoggerMessage passes it on.
    private static string Log(string path)
    {
        using var writer = new StringWriter();
        List<KeyValuePair<string, object?>> state =
        [
            new("Method", "POST"), new("Path", path), new("Status", 404), new("Milliseconds", 1.5), new("TokenId", "-"),
            new("{OriginalFormat}", "{Method} {Path} {Status} {Milliseconds}ms token={TokenId}"),
        ];
        new LineFormatter(new FixedClock(), isColored: false).Write(
            new LogEntry<List<KeyValuePair<string, object?>>>(LogLevel.Information, "category", default, state, null, (_, _) => $"POST {path} 404 1.5ms token=-"),
            null,
            writer);
        return writer.ToString();
    }
}
