using System.Text.RegularExpressions;

namespace Altcraft.Accounts.IntegrationTests.Telemetry;

/// <summary>What an expression of PromQL asks for, as far as the tests need to know: the names of its metrics and labels.</summary>
internal static partial class PromQl
{
    private static readonly string[] Words = ["and", "or", "unless", "bool", "offset", "by", "without", "on", "ignoring", "group_left", "group_right"];

    public static IReadOnlyList<string> Metrics(string expression) =>
    [
        .. Name().Matches(Grouping().Replace(Matchers().Replace(Range().Replace(expression, " "), " "), " "))
            .Select(match => match.Groups[1].Value)
            .Where(name => !Words.Contains(name))
            .Distinct(),
    ];

    public static IReadOnlyList<string> Labels(string expression) =>
    [
        .. Matchers().Matches(expression).SelectMany(match => Label().Matches(match.Value)).Select(match => match.Groups[1].Value)
            .Concat(Grouping().Matches(expression).SelectMany(match => match.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
            .Distinct(),
    ];

    [GeneratedRegex("""\[[^\]]*\]""")]
    private static partial Regex Range();

    [GeneratedRegex("""\{[^}]*\}""")]
    private static partial Regex Matchers();

    [GeneratedRegex("""\b(?:by|without|on)\s*\(([^)]*)\)""")]
    private static partial Regex Grouping();

    [GeneratedRegex("""(?<![\w.$])([a-zA-Z_:][\w:]*)(?!\w|\s*\()""")]
    private static partial Regex Name();

    [GeneratedRegex("""([a-zA-Z_]\w*)\s*(?:=~|!~|!=|=)\s*""")]
    private static partial Regex Label();
}
