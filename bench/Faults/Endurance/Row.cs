using System.Globalization;

namespace Faults.Endurance;

/// <summary>What a harm has shown, all its times together. The answers are those from its begin until the next harm.</summary>
internal sealed class Row(string name)
{
    private static readonly string[] Heads =
    [
        "fault", "times", "acknowledged", "503", "unknown", "409", "of the proxy", "no answer", "longest answer, s", "longest without a change, s",
        "longest recovery, s", "reads", "reads 503", "longest read, s",
    ];

    private readonly List<(Tally Changes, Tally Reads, double? Recovery)> _times = [];

    public string Name => name;

    public void Add(Tally changes, Tally reads, double? recovery) => _times.Add((changes, reads, recovery));

    public static void Print(IReadOnlyList<Row> rows)
    {
        Print(Heads);
        Console.WriteLine("|" + string.Concat(Heads.Select(_ => " --- |")));
        foreach (var row in rows.Where(row => row._times.Count > 0))
        {
            Print(row.Cells());
        }

        var all = new Row("all");
        all._times.AddRange(rows.SelectMany(row => row._times));
        if (all._times.Count > 0)
        {
            Print(all.Cells());
        }
    }

    public static void Print(IEnumerable<string> cells) => Console.WriteLine("| " + string.Join(" | ", cells) + " |");

    public static string Text(double? number) => number?.ToString("0.##", CultureInfo.InvariantCulture) ?? string.Empty;

    private string[] Cells() =>
    [
        name, Text(_times.Count), Sum(changes => changes.Acknowledged), Sum(changes => changes.Unavailable), Sum(changes => changes.Unknown),
        Sum(changes => changes.InFlight), Sum(changes => changes.OfProxy), Sum(changes => changes.NoAnswer),
        Text(_times.Max(time => time.Changes.Longest.TotalSeconds)), Text(_times.Max(time => time.Changes.Standstill.TotalSeconds)),
        Text(_times.Max(time => time.Recovery)),
        Text(_times.Sum(time => time.Reads.Acknowledged)), Text(_times.Sum(time => time.Reads.Unavailable + time.Reads.OfProxy)),
        Text(_times.Max(time => time.Reads.Longest.TotalSeconds)),
    ];

    private string Sum(Func<Tally, int> of) => Text(_times.Sum(time => of(time.Changes)));
}
