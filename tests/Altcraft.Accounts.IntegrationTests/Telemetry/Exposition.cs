using System.Globalization;
using System.Text.RegularExpressions;

namespace Altcraft.Accounts.IntegrationTests.Telemetry;

/// <summary>What <c>/metrics</c> answered, read as Prometheus reads it; a line that is neither a comment nor a sample fails.</summary>
internal sealed partial class Exposition
{
    private Exposition(IReadOnlyDictionary<string, string> types, IReadOnlyList<Sample> samples) => (Types, Samples) = (types, samples);

    /// <summary>The families and their types (counter, gauge, histogram).</summary>
    public IReadOnlyDictionary<string, string> Types { get; }

    public IReadOnlyList<Sample> Samples { get; }

    public static Exposition Parse(string text)
    {
        var types = new Dictionary<string, string>();
        var samples = new List<Sample>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
            {
                var words = line.Split(' ');
                types[words[2]] = words[3];
            }
            else if (!line.StartsWith('#'))
            {
                samples.Add(OfLine(line));
            }
        }

        return new Exposition(types, samples);
    }

    /// <summary>The sum of the samples of a name that have all of these labels; <see langword="null"/> if there is none.</summary>
    public double? Sum(string name, params (string Label, string Value)[] labels)
    {
        var found = Samples.Where(sample => sample.Name == name && labels.All(label => sample.Labels.GetValueOrDefault(label.Label) == label.Value)).ToList();
        return found.Count == 0 ? null : found.Sum(sample => sample.Value);
    }

    private static Sample OfLine(string line)
    {
        var match = Line().Match(line);
        Assert.That(match.Success, Is.True, line);
        var labels = Label().Matches(match.Groups["labels"].Value).ToDictionary(label => label.Groups[1].Value, label => label.Groups[2].Value);
        var value = match.Groups["value"].Value;
        return new Sample(match.Groups["name"].Value, labels, value switch
        {
            "+Inf" => double.PositiveInfinity,
            "-Inf" => double.NegativeInfinity,
            _ => double.Parse(value, CultureInfo.InvariantCulture),
        });
    }

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?<labels>([a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\.)*",?)*)\})? (?<value>\S+)( \d+)?$""")]
    private static partial Regex Line();

    [GeneratedRegex("""([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Label();

    internal sealed record Sample(string Name, IReadOnlyDictionary<string, string> Labels, double Value);
}
