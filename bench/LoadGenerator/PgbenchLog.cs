using System.Globalization;

namespace LoadGenerator;

/// <summary>Reads pgbench's transaction logs: client, number, latency in µs, script, end in seconds and µs.</summary>
internal static class PgbenchLog
{
    public static int Execute(Arguments arguments)
    {
        var prefix = Path.GetFullPath(arguments.Required("log-prefix"));
        var answers = Directory.GetFiles(Path.GetDirectoryName(prefix)!, Path.GetFileName(prefix) + ".*")
            .SelectMany(File.ReadLines)
            .Select(line => line.Split(' '))
            .Select(word => (Latency: Long(word[2]), End: (Long(word[4]) * 1_000_000) + Long(word[5])))
            .ToList();
        if (answers.Count == 0)
        {
            Console.Error.WriteLine("pgbench logged no transaction.");
            return 1;
        }

        var seconds = arguments.Number("seconds");
        var countFrom = answers.Min(answer => answer.End - answer.Latency) + (long)(arguments.Number("warmup") * 1_000_000);
        var end = countFrom + (long)(seconds * 1_000_000);
        var latencies = answers.Where(answer => answer.End >= countFrom && answer.End < end)
            .Select(answer => (int)answer.Latency).ToList();
        Console.WriteLine(Cell.Of(arguments, seconds, latencies, answers.Count, 0, null));
        return 0;
    }

    private static long Long(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
