using System.Text.Json;
using System.Text.Json.Nodes;

namespace Faults.Endurance;

/// <summary>How often the replicas logged what, above the level Information.</summary>
internal static class LogSummary
{
    public static void Print(IEnumerable<string> files)
    {
        var lines = files.SelectMany(File.ReadLines).Select(Read).OfType<(string Level, string Text)>()
            .GroupBy(line => line)
            .OrderBy(group => group.Key.Level)
            .ThenByDescending(group => group.Count());
        Row.Print(["level", "log line", "times"]);
        Console.WriteLine("| --- | --- | --- |");
        foreach (var group in lines)
        {
            Row.Print([group.Key.Level, group.Key.Text, Row.Text(group.Count())]);
        }
    }

    // A line that is not JSON comes from the runtime.
    private static (string Level, string Text)? Read(string line)
    {
        try
        {
            var entry = JsonNode.Parse(line);
            var level = entry?["LogLevel"]?.ToString();
            return level is null or "Information" or "Debug" or "Trace"
                ? null
                : (level, (entry!["State"]?["{OriginalFormat}"] ?? entry["Message"])!.ToString());
        }
        catch (JsonException)
        {
            return ("no level", line);
        }
    }
}
