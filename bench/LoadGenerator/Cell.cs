using System.Text.Json;
using System.Text.Json.Serialization;

namespace LoadGenerator;

/// <summary>One line of results: what one peer did in one cell, or a single measured value.</summary>
internal sealed class Cell
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
    };

    /// <summary>Who answered.</summary>
    public string Peer { get; set; } = "";

    /// <summary>What was asked: a mode of <c>run</c>; empty for a single value.</summary>
    public string Mode { get; set; } = "";

    /// <summary>A variant of the mode: how many accounts there were, which kind of search.</summary>
    public string? Case { get; set; }

    public int Clients { get; set; }

    public int? Round { get; set; }

    /// <summary>Length of the measured time.</summary>
    public double? Seconds { get; set; }

    /// <summary>Good answers within the measured time.</summary>
    public long? Completed { get; set; }

    public double? PerSecond { get; set; }

    /// <summary>Every good answer, before and after the measured time too: so many rows must be there.</summary>
    public long? Acknowledged { get; set; }

    public long? Errors { get; set; }

    public double? P50Ms { get; set; }

    public double? P90Ms { get; set; }

    public double? P99Ms { get; set; }

    public double? MaxMs { get; set; }

    /// <summary>Processor time the generator itself took, in cores.</summary>
    public double? GeneratorCores { get; set; }

    /// <summary>The name of a single value, with its unit.</summary>
    public string? Measure { get; set; }

    public double? Value { get; set; }

    /// <summary>The figures of a cell from its latencies within the measured time, in microseconds.</summary>
    public static Cell Of(Arguments arguments, double seconds, List<int> latencies, long acknowledged, long errors, double? cores)
    {
        latencies.Sort();
        double? At(double share) =>
            latencies.Count == 0 ? null : latencies[Math.Max(0, (int)Math.Ceiling(latencies.Count * share) - 1)] / 1000.0;

        var cell = new Cell
        {
            Mode = arguments.Text("mode") ?? "create-json",
            Clients = arguments.Whole("clients"),
            Seconds = Math.Round(seconds, 3),
            Completed = latencies.Count,
            PerSecond = Math.Round(latencies.Count / seconds, 1),
            Acknowledged = acknowledged,
            Errors = errors,
            P50Ms = At(0.50),
            P90Ms = At(0.90),
            P99Ms = At(0.99),
            MaxMs = At(1),
            GeneratorCores = cores,
        };
        foreach (var (key, value) in arguments.Labels)
        {
            switch (key)
            {
                case "peer": cell.Peer = value; break;
                case "case": cell.Case = value; break;
                case "round": cell.Round = int.Parse(value, System.Globalization.CultureInfo.InvariantCulture); break;
                default: throw new UsageException($"--label {key}: peer, case or round");
            }
        }

        return cell;
    }

    public static Cell Read(string line) => JsonSerializer.Deserialize<Cell>(line, Options)!;

    public override string ToString() => JsonSerializer.Serialize(this, Options);
}
