using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace LoadGenerator;

/// <summary>Medians over the rounds, the ratios of ours to each peer, and the goals they meet or miss.</summary>
internal sealed class Report
{
    private const string Ours = "ours";
    private const string Create = "create-json";

    private readonly List<Cell> _cells;
    private readonly List<Cell> _values;
    private readonly StringBuilder _text = new();
    private readonly JsonArray _goals = [];

    private Report(IEnumerable<Cell> lines)
    {
        var all = lines.ToList();
        _values = all.Where(cell => cell.Measure is not null).ToList();
        _cells = all.Where(cell => cell.Measure is null)
            .GroupBy(cell => (cell.Peer, cell.Mode, cell.Case, cell.Clients))
            .Select(Median).ToList();
    }

    public static int Execute(Arguments arguments)
    {
        var lines = File.ReadAllLines(arguments.Words.SingleOrDefault() ?? throw new UsageException("report: which file?"));
        var report = new Report(lines.Where(line => line.Length > 0).Select(Cell.Read));
        report.WriteCreates();
        report.WriteOthers();
        report.WriteValues();
        report.WriteGoals();
        Console.Write(report._text);
        if (arguments.Text("out") is { } file)
            File.WriteAllText(file, report.ToJson(arguments, lines).ToString() + "\n");
        return 0;
    }

    private static Cell Median(IEnumerable<Cell> rounds)
    {
        var list = rounds.ToList();
        double? Of(Func<Cell, double?> field)
        {
            var sorted = list.Select(field).OfType<double>().Order().ToList();
            return sorted.Count == 0 ? null : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
        }

        var first = list[0];
        return new Cell
        {
            Peer = first.Peer,
            Mode = first.Mode,
            Case = first.Case,
            Clients = first.Clients,
            PerSecond = Of(cell => cell.PerSecond),
            P50Ms = Of(cell => cell.P50Ms),
            P90Ms = Of(cell => cell.P90Ms),
            P99Ms = Of(cell => cell.P99Ms),
            MaxMs = Of(cell => cell.MaxMs),
            GeneratorCores = Of(cell => cell.GeneratorCores),
        };
    }

    private static string Number(double? value) => value switch
    {
        null => "-",
        >= 100 => value.Value.ToString("F0", CultureInfo.InvariantCulture),
        >= 10 => value.Value.ToString("F1", CultureInfo.InvariantCulture),
        _ => value.Value.ToString("F2", CultureInfo.InvariantCulture),
    };

    private Cell? Find(string peer, string mode, int clients, string? variant = null) =>
        _cells.Find(cell => cell.Peer == peer && cell.Mode == mode && cell.Clients == clients && cell.Case == variant);

    private void WriteCreates()
    {
        var creates = _cells.Where(cell => cell.Mode == Create && cell.Case is null).ToList();
        var clients = creates.Select(cell => cell.Clients).Distinct().Order().ToList();
        var peers = creates.Select(cell => cell.Peer).Distinct().ToList();
        if (peers.Count == 0)
            return;

        Table("Creates per second (JSON), median", peers, clients, cell => cell.PerSecond);
        Table("Creates: p50, ms", peers, clients, cell => cell.P50Ms);
        Table("Creates: p99, ms", peers, clients, cell => cell.P99Ms);
        if (peers.Remove(Ours))
            Table("Creates per second, ours to theirs", peers, clients, cell => Find(Ours, Create, cell.Clients)?.PerSecond / cell.PerSecond);
    }

    private void Table(string title, List<string> peers, List<int> clients, Func<Cell, double?> field)
    {
        _text.AppendLine(title).Append("  ").Append("clients".PadRight(26));
        foreach (var count in clients)
            _text.Append(CultureInfo.InvariantCulture, $"{count,10}");
        _text.AppendLine();
        foreach (var peer in peers)
        {
            _text.Append("  ").Append(peer.PadRight(26));
            foreach (var count in clients)
                _text.Append(Number(Find(peer, Create, count) is { } cell ? field(cell) : null).PadLeft(10));
            _text.AppendLine();
        }

        _text.AppendLine();
    }

    private void WriteOthers()
    {
        var others = _cells.Where(cell => cell.Mode != Create || cell.Case is not null).ToList();
        if (others.Count == 0)
            return;
        _text.AppendLine("Other requests, median").AppendLine(
            $"  {"",-12}{"",-15}{"",-34}{"clients",8}{"per second",12}{"p50 ms",10}{"p90 ms",10}{"p99 ms",10}");
        foreach (var cell in others)
        {
            _text.Append(CultureInfo.InvariantCulture, $"  {cell.Mode,-12}{cell.Peer,-15}{cell.Case,-34}{cell.Clients,8}");
            _text.AppendLine($"{Number(cell.PerSecond),12}{Number(cell.P50Ms),10}{Number(cell.P90Ms),10}{Number(cell.P99Ms),10}");
        }

        _text.AppendLine();
    }

    private void WriteValues()
    {
        foreach (var value in _values)
            _text.AppendLine(CultureInfo.InvariantCulture, $"  {value.Peer + " " + value.Measure,-60}{Number(value.Value),10}");
        if (_values.Count > 0)
            _text.AppendLine();
    }

    private void WriteGoals()
    {
        var before = _text.Length;
        double? Rate(string peer, int clients, string mode = Create, string? variant = null) => Find(peer, mode, clients, variant)?.PerSecond;
        double? P50(string peer, int clients, string mode = Create, string? variant = null) => Find(peer, mode, clients, variant)?.P50Ms;
        double? P99(string peer, int clients, string mode = Create, string? variant = null) => Find(peer, mode, clients, variant)?.P99Ms;
        void CreateGoal(string peer, params (int Clients, double Least)[] goals)
        {
            foreach (var (clients, least) in goals)
                Goal($"creates, ours / {peer} at {clients}", Rate(Ours, clients) / Rate(peer, clients), least: least);
        }

        CreateGoal("r", (16, 1), (64, 1.9));
        CreateGoal("kestrel-joined", (2, 0.9), (16, 0.9), (64, 0.9));
        CreateGoal("fastify", (16, 1.6), (64, 2.3));
        CreateGoal("usual", (2, 5), (16, 7), (64, 9));
        Goal("updates / creates at 16", Rate(Ours, 16, "update-json") / Rate(Ours, 16), least: 0.75);
        Goal("XML / JSON creates at 16", Rate(Ours, 16, "create-xml") / Rate(Ours, 16), least: 0.85);
        Goal("get, ours / kestrel-joined at 16", Rate(Ours, 16, "get") / Rate("kestrel-joined", 16, "get"), least: 1.2);

        const string Small = "1000 accounts", Large = "1000000 accounts";
        Goal("list page, p50 at 1,000,000 / at 1,000", P50(Ours, 2, "list", Large) / P50(Ours, 2, "list", Small), most: 2);
        Goal("search at 1,000,000, p50 ms", P50(Ours, 2, "search", Large), most: 20);
        Goal("search at 1,000,000, p99 ms", P99(Ours, 2, "search", Large), most: 100);
        Goal("save, p50 at 1,000,000 / at 1,000", P50(Ours, 2, Create, Large) / P50(Ours, 2, Create, Small), most: 1.2);

        foreach (var clients in new[] { 2, 16, 64 })
        {
            foreach (var target in new[] { "many accounts", "one account" })
            {
                double? least = clients == 16 ? 0.7 : null;
                Goal($"users added to {target} / creates at {clients}", Rate(Ours, clients, "add-user", target) / Rate(Ours, clients), least);
            }
        }

        const string Few = "1000 users, ", Many = "1000000 users, ";
        foreach (var cell in _cells.Where(cell => cell.Case?.StartsWith(Few, StringComparison.Ordinal) == true))
        {
            var variant = cell.Case![Few.Length..];
            Goal($"{cell.Mode}, {variant}: p50, 1,000,000 / 1,000", P50(Ours, cell.Clients, cell.Mode, Many + variant) / cell.P50Ms, most: 2);
        }

        double? Value(string measure) => _values.Find(value => value.Peer == Ours && value.Measure == measure)?.Value;
        Goal("RSS after 100,000 saves, MiB", Value("RSS after 100000 saves, MiB"), most: 200);
        Goal("RSS after 200,000 / after 100,000", Value("RSS after 200000 saves, MiB") / Value("RSS after 100000 saves, MiB"), most: 1.05);
        Goal("start, external database, s", Value("start, external database, s"), most: 1);
        Goal("start, embedded database that exists, s", Value("start, embedded database that exists, s"), most: 3);
        Goal("start, new embedded database, s", Value("start, new embedded database, s"), most: 12);
        if (_goals.Count > 0)
            _text.Insert(before, $"Goals\n  {"",-46}{"measured",10}{"goal",12}\n");
    }

    private void Goal(string name, double? measured, double? least = null, double? most = null)
    {
        if (measured is not { } value)
            return;
        if (least is null && most is null)
        {
            _text.AppendLine($"  {name,-46}{Number(value),10}");
            return;
        }

        var met = least is null ? value <= most : value >= least;
        var bound = least is null ? $"<= {most}" : $">= {least}";
        _text.AppendLine($"  {name,-46}{Number(value),10}{bound,12}  {(met ? "met" : "MISSED")}");
        _goals.Add(new JsonObject
        {
            ["goal"] = name,
            ["measured"] = Math.Round(value, 3),
            ["bound"] = bound,
            ["met"] = met,
        });
    }

    private JsonObject ToJson(Arguments arguments, string[] lines) => new()
    {
        ["machine"] = arguments.Text("machine"),
        ["at"] = TimeProvider.System.GetUtcNow().ToString("u", CultureInfo.InvariantCulture),
        ["medians"] = new JsonArray([.. _cells.Select(cell => JsonNode.Parse(cell.ToString()))]),
        ["values"] = new JsonArray([.. _values.Select(cell => JsonNode.Parse(cell.ToString()))]),
        ["goals"] = _goals,
        ["cells"] = new JsonArray([.. lines.Where(line => line.Length > 0).Select(line => JsonNode.Parse(line))]),
    };
}
