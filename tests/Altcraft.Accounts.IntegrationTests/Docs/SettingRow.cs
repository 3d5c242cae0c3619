using System.Text.RegularExpressions;

namespace Altcraft.Accounts.IntegrationTests.Docs;

/// <summary>A row of a table of settings.</summary>
/// <param name="Key">The setting, as configuration calls it.</param>
/// <param name="Default">What it is without being set; <c>none</c> when it is empty then.</param>
/// <param name="Least">The lowest number it may have; <see langword="null"/> when it is no number.</param>
/// <param name="Most">The highest.</param>
internal sealed partial record SettingRow(string Key, string Default, int? Least, int? Most)
{
    /// <summary>The rows of every table below a heading of a page.</summary>
    public static IReadOnlyList<SettingRow> Of(string page, string heading) =>
    [
        .. File.ReadLines(Path.Combine(DocumentedCommand.Root, page))
            .SkipWhile(line => line != "## " + heading).Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Select(line => Row().Match(line)).Where(match => match.Success)
            .Select(match => new SettingRow(
                match.Groups["key"].Value, match.Groups["default"].Value.Trim('`'), Number(match.Groups["least"]), Number(match.Groups["most"]))),
    ];

    public override string ToString() => Key;

    private static int? Number(Group group) => group.Success ? int.Parse(group.Value, System.Globalization.CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^\| `(?<key>[^`]+)`[^|]*\| (?<default>[^|]+?) \|(?: (?<least>\d+)–(?<most>\d+) \|)?")]
    private static partial Regex Row();
}
