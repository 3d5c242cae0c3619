using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Faults.Endurance;

/// <summary>The rotation of harms under load, and what it shows.</summary>
internal sealed class EnduranceRun(EnduranceOptions options, Stage stage, Load load, ReplicaWatch watch)
{
    // Changes that were stored on both servers before the standby was killed may still be on their way to the client.
    private static readonly TimeSpan OnTheWay = TimeSpan.FromSeconds(1);

    // Connections that the proxy has cut are noticed.
    private static readonly TimeSpan UntilSettled = TimeSpan.FromSeconds(2);

    // A client waits for half a second at most before it tries again.
    private static readonly TimeSpan LongestStop = TimeSpan.FromMinutes(2);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Random _random = new(options.Seed);
    private readonly List<Row> _rows = [];
    private readonly List<string> _broken = [];
    private int _problems;
    private int _checks;
    private Check _check = new(0, 0, 0, 0, []);

    /// <summary>Runs all of it.</summary>
    /// <returns>Whether every promise was kept.</returns>
    public static async Task<bool> RunAsync(EnduranceOptions options, string directory)
    {
        using var stop = new CancellationTokenSource();
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }

        await using var stage = new Stage(options, directory);
        await stage.StartAsync();
        var bare = options.Clients / 4;
        await using var load = new Load("endurance", stage.Proxy.Address, options.Clients - bare, bare, bare) { ThinkTime = options.ThinkTime };
        await using var watch = new ReplicaWatch(stage.Replicas);
        var run = new EnduranceRun(options, stage, load, watch);
        load.Start();
        try
        {
            await run.RotateAsync(stop.Token);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            run.Break(exception.ToString());
        }
        catch (OperationCanceledException)
        {
            run.Break("interrupted");
        }

        await run.ReportAsync(directory);
        return run._broken.Count == 0;
    }

    private async Task RotateAsync(CancellationToken stop)
    {
        Note($"seed {options.Seed}");
        var harms = Harm.All.Where(harm => harm.Name.Contains(options.Only, StringComparison.Ordinal)).ToList();
        _rows.AddRange(harms.Select(harm => new Row(harm.Name)));
        await Task.Delay(TimeSpan.FromSeconds(5), stop);
        for (var round = 1; _clock.Elapsed < options.Length; round++)
        {
            foreach (var (harm, row) in harms.Zip(_rows))
            {
                if (_clock.Elapsed < options.Length && !(harm.IsOfReplica && _clock.Elapsed > options.Length / 2))
                {
                    Note($"round {round}: {harm.Name}");
                    await DoAsync(harm, row, stop);
                }
            }

            await CheckAsync(stage.Primary, $"round {round}");
        }

        await load.PauseAsync();
        var position = await stage.Primary.ScalarAsync<string>("select pg_current_wal_lsn()::text");
        while (!await stage.Standby.ScalarAsync<bool>($"select pg_last_wal_replay_lsn() >= '{position}'::pg_lsn"))
        {
            await Task.Delay(100, stop);
        }

        load.Resume();
        await CheckAsync(stage.Standby, "the standby");
    }

    private async Task DoAsync(Harm harm, Row row, CancellationToken stop)
    {
        load.Seen.Take();
        load.SeenByReaders.Take();
        load.Seen.IsServiceDown = harm.MayCut;
        await harm.DoAsync(stage);
        await MeanwhileAsync(harm);
        await harm.MendAsync(stage);
        var recovery = await RecoverAsync();
        await harm.RepairAsync(stage);
        await Task.Delay(UntilSettled, stop);
        load.Seen.IsServiceDown = false;
        await Task.Delay(TimeSpan.FromSeconds(6 + (8 * _random.NextDouble())), stop);
        var (changes, reads) = (load.Seen.Take(), load.SeenByReaders.Take());
        row.Add(changes, reads, recovery);
        if (!harm.MayCut && changes.OfProxy + reads.OfProxy is var ofProxy and > 0)
        {
            Break($"{harm.Name}: {ofProxy} answers were the proxy's own");
        }

        foreach (var problem in load.Seen.Problems.Concat(load.SeenByReaders.Problems).Skip(_problems))
        {
            Break($"{harm.Name}: {problem}");
        }

        _problems = load.Seen.Problems.Count + load.SeenByReaders.Problems.Count;
    }

    private async Task MeanwhileAsync(Harm harm)
    {
        if (!harm.HoldsChanges)
        {
            await Task.Delay(harm.Meanwhile);
            return;
        }

        await Task.Delay(OnTheWay);
        var before = load.Seen.Acknowledged;
        await Task.Delay(harm.Meanwhile - OnTheWay);
        if (load.Seen.Acknowledged - before is var acknowledged and > 0)
        {
            Break($"{harm.Name}: {acknowledged} changes were acknowledged that only the primary had");
        }
    }

    private async Task<double?> RecoverAsync()
    {
        var back = Stopwatch.GetTimestamp();
        try
        {
            await load.Seen.NextAcknowledgedAsync().WaitAsync(LongestStop);
            return Stopwatch.GetElapsedTime(back).TotalSeconds;
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException($"no change succeeded for {LongestStop.TotalMinutes:0} minutes after the fault");
        }
    }

    private async Task CheckAsync(PostgresCluster cluster, string when)
    {
        await load.PauseAsync();
        var began = Stopwatch.GetTimestamp();
        _check = await Check.OfAsync(cluster, load);
        load.Resume();
        _checks++;
        Note(string.Create(
            CultureInfo.InvariantCulture,
            $"{when}: {_check.Acknowledged} changes compared in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s: "
            + $"{_check.Lost} lost, {_check.Doubled} doubled, {_check.Halves} halves"));
        foreach (var example in _check.Examples.Take(5))
        {
            Break($"{when}: {example}");
        }
    }

    private async Task ReportAsync(string directory)
    {
        await load.StopAsync();
        var quarters = await watch.EndAsync();
        foreach (var replica in stage.Replicas.Where(replica => replica.IsRunning))
        {
            if (await replica.StopAsync() is var code and not 0)
            {
                Break($"a replica ended with code {code} after SIGTERM");
            }
        }

        if (options.Length >= TimeSpan.FromMinutes(30))
        {
            ReplicaWatch.Growth(quarters).ToList().ForEach(Break);
        }

        Console.WriteLine();
        Row.Print(_rows);
        Console.WriteLine();
        Quarter.Print(quarters);
        Console.WriteLine();
        LogSummary.Print(stage.Replicas.Select(replica => replica.LogFile));
        Console.WriteLine();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{_clock.Elapsed.TotalMinutes:0} minutes, seed {options.Seed}, {_checks} comparisons; in the last one {_check.Acknowledged} acknowledged changes, "
            + $"{_check.Lost} lost, {_check.Doubled} doubled, {_check.Halves} without their parts"));
        if (stage.ToPrimary.Ends + stage.ToStandby.Ends is var ends and > 0)
        {
            Console.WriteLine($"PgBouncer ended by itself {ends} times, and was started again");
        }

        foreach (var broken in _broken.Distinct().Take(50))
        {
            Console.WriteLine("BROKEN " + broken);
        }

        Console.WriteLine(_broken.Count == 0 ? "every promise was kept" : $"{_broken.Count} times broken; logs: {directory}");
    }

    private void Break(string promise)
    {
        _broken.Add(promise);
        Note("BROKEN " + promise);
    }

    private void Note(string text) => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_clock.Elapsed:hh\\:mm\\:ss} {text}"));
}
