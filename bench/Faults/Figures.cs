using System.Globalization;

namespace Faults;

/// <summary>What one fault has shown.</summary>
internal sealed class Figures(string fault)
{
    public const double LongestAnswerSeconds = 5;
    /// <summary>The whole request has 10 s. Npgsql then waits up to 2 s for a frozen server to take its cancellation.</summary>
    public const double LongestFrozenAnswerSeconds = 12.5;
    public const double ReadyLimitSeconds = 2;
    public const double LongestRecoverySeconds = 5;
    public const double LongestFailoverSeconds = 10;
    private const double MostMegabytes = 400;
    private const long MostThreads = 100;

    private static readonly string[] Heads =
    [
        "fault", "times", "acknowledged", "lost", "doubled", "halves", "503", "unknown", "409", "longest answer while away, s",
        "longest recovery, s", "ready late, s", "RSS, MiB", "threads", "",
    ];

    public int Times { get; set; }

    public Check Check { get; set; } = new(0, 0, 0, 0, []);

    public int Unavailable { get; set; }

    public int Unknown { get; set; }

    public int InFlight { get; set; }

    public double? LongestWhileAway { get; set; }

    /// <summary>From the database (or the service) being back to the first acknowledged change.</summary>
    public double? LongestRecovery { get; set; }

    /// <summary>How long an answer may take while the database is away.</summary>
    public double AnswerLimit { get; set; } = LongestAnswerSeconds;

    public double RecoveryLimit { get; set; } = LongestRecoverySeconds;

    /// <summary>How long ready still said 200 after the database was gone.</summary>
    public double? ReadyLate { get; set; }

    public double Megabytes { get; set; }

    public long Threads { get; set; }

    public List<string> Broken { get; } = [];

    public string? LeftOut { get; init; }

    public static void Print(IReadOnlyList<Figures> all)
    {
        Console.WriteLine();
        Console.WriteLine("| " + string.Join(" | ", Heads) + " |");
        Console.WriteLine("|" + string.Concat(Heads.Select(_ => " --- |")));
        foreach (var figures in all)
        {
            Console.WriteLine("| " + string.Join(" | ", figures.Cells()) + " |");
        }

        foreach (var figures in all)
        {
            foreach (var broken in figures.Broken)
            {
                Console.WriteLine($"BROKEN {figures.Fault}: {broken}");
            }
        }
    }

    public string Fault => fault;

    public void Recovered(double seconds) => LongestRecovery = Math.Max(LongestRecovery ?? 0, seconds);

    public void WasLate(double seconds) => ReadyLate = Math.Max(ReadyLate ?? 0, seconds);

    /// <summary>Notes every promise that does not hold.</summary>
    public void Judge(Observations seen, ServiceProbe probe)
    {
        (Unavailable, Unknown, InFlight) = (seen.Unavailable, seen.Unknown, seen.InFlight);
        (Megabytes, Threads) = (probe.MostMegabytes, probe.MostThreads);
        void Expect(bool holds, string what)
        {
            if (!holds)
            {
                Broken.Add(what);
            }
        }

        Expect(Check.Lost == 0, "acknowledged changes are lost");
        Expect(Check.Doubled == 0, "changes are there that were not acknowledged, or twice");
        Expect(Check.Halves == 0, "rows without their parts");
        Broken.AddRange(Check.Examples.Take(5));
        Expect((LongestWhileAway ?? 0) <= AnswerLimit, $"an answer took more than {AnswerLimit} s");
        Expect((LongestRecovery ?? 0) <= RecoveryLimit, $"recovery took more than {RecoveryLimit} s");
        Expect((ReadyLate ?? 0) <= ReadyLimitSeconds, "/health/ready said 200 while the database was away");
        Expect(probe.LiveFailures == 0, $"/health/live was not 200 {probe.LiveFailures} times");
        Expect(Megabytes <= MostMegabytes, $"more than {MostMegabytes} MiB");
        Expect(Threads <= MostThreads, $"more than {MostThreads} threads");
        Broken.AddRange(seen.Problems.Take(5));
        Expect(seen.Problems.Count == 0, $"{seen.Problems.Count} answers are not as documented");
    }

    private string[] Cells() => LeftOut is not null
        ? [fault, .. Enumerable.Repeat(string.Empty, Heads.Length - 2), "left out: " + LeftOut]
        :
        [
            fault, Text(Times), Text(Check.Acknowledged), Text(Check.Lost), Text(Check.Doubled), Text(Check.Halves), Text(Unavailable), Text(Unknown),
            Text(InFlight), Text(LongestWhileAway), Text(LongestRecovery), Text(ReadyLate), Text(Math.Round(Megabytes)), Text(Threads),
            Broken.Count == 0 ? "kept" : "BROKEN",
        ];

    private static string Text(double? number) => number?.ToString("0.##", CultureInfo.InvariantCulture) ?? string.Empty;
}
