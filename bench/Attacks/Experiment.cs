using System.Globalization;
using LoadGenerator;

namespace Attacks;

/// <summary>One attack: the well-behaved client before and during it, and the memory of the service.</summary>
internal static class Experiment
{
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan SamplePause = TimeSpan.FromMilliseconds(100);

    public static async Task<int> ExecuteAsync(Arguments arguments)
    {
        var attack = Attack.Named(arguments.Required("attack"));
        var target = new Target(new Uri(arguments.Required("url")), arguments.Required("token"), arguments.Required("reader"));
        var service = new ServiceProcess(arguments.Whole("pid"));
        var seconds = TimeSpan.FromSeconds(arguments.Number("seconds", 20));
        var (times, memory) = (arguments.Number("times", 10), arguments.Number("memory", 400));
        if (!service.IsAlive)
            throw new UsageException("--pid: no such process");

        using var client = new Client(target.Server, target.Token);
        await client.MeasureAsync(Before / 2, () => service.IsAlive);
        var before = await client.MeasureAsync(Before, () => service.IsAlive);
        service.ResetPeak();
        var memoryBefore = service.Memory;
        using var end = new CancellationTokenSource();
        var attacking = attack.RunAsync(target, end.Token);
        var watching = WatchAsync(service, end.Token);
        // The attack needs a moment to unfold.
        await Task.WhenAny(attacking, Task.Delay(TimeSpan.FromSeconds(1)));
        var during = await client.MeasureAsync(seconds, () => service.IsAlive);
        await end.CancelAsync();
        await attacking;
        var peak = await watching;
        await Task.Delay(Rest);

        var ratio = during.At(0.99) / before.At(0.99);
        List<string> failures = [];
        if (!service.IsAlive)
            failures.Add("the service died");
        if (!during.Errors.IsEmpty)
            failures.Add("the client got errors");
        if (ratio > times)
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"p99 is more than {times} times that before"));
        if (peak > memory)
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"memory is more than {memory} MiB"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            {attack.Name}: {attack.Description}
              client before  {before}
              client during  {during}
              p99            {ratio:F1} times that before (at most {times})
              memory         {memoryBefore:F0} MiB before, {peak:F0} at its peak (at most {memory}), {Describe(service.Memory)} {Rest.TotalSeconds:F0} s after
              attackers got  {(attack.Answers.IsEmpty ? "nothing" : attack.Answers)}
              {(failures.Count == 0 ? "passed" : "FAILED: " + string.Join(", ", failures))}
            """));
        return failures.Count == 0 ? 0 : 1;
    }

    private static string Describe(double? memory) => memory?.ToString("F0", CultureInfo.InvariantCulture) ?? "none (dead)";

    /// <summary>The peak is read all the time, because nothing is left of it when the process has died.</summary>
    private static async Task<double> WatchAsync(ServiceProcess service, CancellationToken ct)
    {
        var peak = 0.0;
        do
        {
            peak = Math.Max(peak, service.PeakMemory ?? 0);
            await Task.Delay(SamplePause, CancellationToken.None);
        }
        while (!ct.IsCancellationRequested);

        return Math.Max(peak, service.PeakMemory ?? 0);
    }
}
