namespace Faults.Endurance;

/// <summary>Looks at the replicas every five seconds: memory, threads, connections.</summary>
internal sealed class ReplicaWatch : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    // What a process may gain from the third quarter to the last, in which nobody ends it.
    private const double MostGrowth = 1.25;
    private const double FewMegabytes = 20;
    private const double FewThreads = 10;

    private readonly CancellationTokenSource _stop = new();
    private readonly IReadOnlyList<Service> _replicas;
    private readonly List<Sample> _samples = [];
    private readonly Task _running;

    public ReplicaWatch(IReadOnlyList<Service> replicas)
    {
        _replicas = replicas;
        _running = Task.Run(RunAsync);
    }

    /// <summary>Ends it, and gives the medians of each quarter of the time.</summary>
    public async Task<IReadOnlyList<Quarter>> EndAsync()
    {
        await _stop.CancelAsync();
        await _running;
        var quarters = _samples.Chunk(Math.Max(1, (_samples.Count + 3) / 4)).ToList();
        return [.. quarters.SelectMany((samples, quarter) => samples.GroupBy(sample => sample.Replica).OrderBy(of => of.Key).Select(of => new Quarter(
            quarter + 1,
            of.Key + 1,
            Median(of.Select(sample => sample.Megabytes)),
            of.Max(sample => sample.Megabytes),
            Median(of.Select(sample => sample.Threads)),
            of.Max(sample => sample.Threads),
            Median(of.Select(sample => sample.Sockets)),
            of.Max(sample => sample.Sockets))))];
    }

    /// <summary>What a replica gained although nobody ended it.</summary>
    public static IEnumerable<string> Growth(IReadOnlyList<Quarter> quarters)
    {
        foreach (var last in quarters.Where(quarter => quarter.Number == 4))
        {
            if (quarters.FirstOrDefault(quarter => quarter.Number == 3 && quarter.Replica == last.Replica) is { } before
                && (last.Megabytes > (before.Megabytes * MostGrowth) + FewMegabytes
                    || last.Threads > before.Threads + FewThreads || last.Sockets > (before.Sockets * MostGrowth) + FewThreads))
            {
                yield return $"replica {last.Replica} grew from the third quarter to the last";
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private static double Median(IEnumerable<double> numbers)
    {
        var sorted = numbers.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                for (var i = 0; i < _replicas.Count; i++)
                {
                    var id = _replicas[i].ProcessId;
                    if (Shell.Status(id, "VmRSS") is { } memory && Shell.Status(id, "Threads") is { } threads)
                    {
                        _samples.Add(new Sample(i, memory / 1024.0, threads, Shell.CountSockets(id)));
                    }
                }

                await Task.Delay(Every, _stop.Token);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The experiment is over.
        }
    }

    private sealed record Sample(int Replica, double Megabytes, double Threads, double Sockets);
}

/// <summary>What a replica needed in a quarter of the time: medians, and the most.</summary>
internal sealed record Quarter(
    int Number, int Replica, double Megabytes, double MostMegabytes, double Threads, double MostThreads, double Sockets, double MostSockets)
{
    public static void Print(IReadOnlyList<Quarter> quarters)
    {
        Row.Print(["quarter", "replica", "RSS, MiB", "most", "threads", "most", "connections", "most"]);
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var quarter in quarters)
        {
            double[] numbers =
            [
                quarter.Number, quarter.Replica, Math.Round(quarter.Megabytes), Math.Round(quarter.MostMegabytes),
                quarter.Threads, quarter.MostThreads, quarter.Sockets, quarter.MostSockets,
            ];
            Row.Print(numbers.Select(number => Row.Text(number)));
        }
    }
}
