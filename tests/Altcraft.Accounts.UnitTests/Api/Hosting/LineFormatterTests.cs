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

    [Test]
    public void Write_WhenTheProgramSaysItInOneSentence_SaysNothing() =>
        Assert.That(Write("Hosting failed to start", LogLevel.Error, new StartupException("No database is named.")), Is.Empty);

    private static string Write(string text, LogLevel level = LogLevel.Information, Exception? exception = null)
    {
        using var writer = new StringWriter();
        new LineFormatter(new FixedClock()).Write(
            new LogEntry<string>(level, "category", default, text, exception, (state, _) => state), writer);
        return writer.ToString();
    }
}
