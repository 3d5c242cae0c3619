using System.Diagnostics;
using System.Globalization;

namespace Faults;

/// <summary>The harm that is done, one method each.</summary>
internal static class FaultRuns
{
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(1);

    public static Task<Figures> RunAsync(string fault, Options options, string directory) => fault switch
    {
        "kill-database" => WithDatabaseAsync(fault, options, directory, async run =>
        {
            for (var i = 0; i < options.Kills; i++)
            {
                // Now shorter, now longer than what it takes to notice.
                var away = TimeSpan.FromSeconds(i % 2 == 0 ? 2.5 : 0.3);
                await run.AwayAsync(run.Database.KillAsync, away, () => run.Database.StartAsync());
                await Task.Delay(Calm);
                await run.CheckAsync();
            }
        }),
        "kill-service" => WithDatabaseAsync(fault, options, directory, async run =>
        {
            for (var i = 0; i < options.Kills; i++)
            {
                run.Figures.Times++;
                run.Seen.IsServiceDown = true;
                await run.Service.KillAsync();
                run.Service.Start();
                await run.RecoverAsync();
                await run.Service.ReadyAsync();
                run.Seen.IsServiceDown = false;
                await Task.Delay(Calm);
                await run.CheckAsync();
            }
        }),
        "terminate" => WithDatabaseAsync(fault, options, directory, async run =>
        {
            for (var i = 0; i < options.Kills; i++)
            {
                run.Figures.Times++;
                await run.Database.ScalarAsync<long>(
                    "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = 'accounts' and pid <> pg_backend_pid()");
                await run.RecoverAsync();
                await Task.Delay(Calm);
                await run.CheckAsync();
            }
        }),
        "freeze" => WithDatabaseAsync(fault, options, directory, async run =>
        {
            run.Figures.AnswerLimit = Figures.LongestFrozenAnswerSeconds;
            await run.AwayAsync(run.Database.FreezeAsync, options.Freeze, run.Database.ThawAsync);
            await Task.Delay(Calm);
            await run.CheckAsync();
        }),
        "disk-full" => DiskFullAsync(fault, options, directory),
        "failover" => FailoverAsync(fault, options, directory),
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };

    private static async Task<Figures> WithDatabaseAsync(string fault, Options options, string directory, Func<Experiment, Task> harm, params string[] settings)
    {
        await using var database = new PostgresCluster(Path.Combine(directory, "database"));
        await database.CreateAsync();
        await database.StartAsync(["max_connections=200", .. settings]);
        await using var run = await Experiment.StartAsync(fault, options, directory, database);
        await harm(run);
        return run.Judge();
    }

    private static async Task<Figures> DiskFullAsync(string fault, Options options, string directory)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return new Figures(fault) { LeftOut = "mounting a small disk needs root" };
        }

        var disk = Path.Combine(directory, "database");
        Directory.CreateDirectory(disk);
        await Shell.RunAsync("mount", "-t", "tmpfs", "-o", "size=256m,mode=755", "tmpfs", disk);
        try
        {
            return await WithDatabaseAsync(
                fault,
                options,
                directory,
                async run =>
                {
                    var filler = Path.Combine(disk, "filler");
                    run.Figures.Times++;
                    await FillAsync(disk, filler);
                    await Task.Delay(options.Freeze / 2);
                    var stayedUp = run.Database.IsRunning;
                    File.Delete(filler);
                    if (!stayedUp)
                    {
                        // Without room for its log PostgreSQL gives up: somebody must start it again.
                        Console.Error.WriteLine("      PostgreSQL stopped itself for want of room and is started again");
                        await run.Database.StartAsync();
                    }

                    await run.Database.AnswersAsync();
                    await run.RecoverAsync();
                    run.Figures.LongestWhileAway = run.Seen.Longest.TotalSeconds;
                    await Task.Delay(Calm);
                    await run.CheckAsync();
                },
                "min_wal_size=32MB",
                "max_wal_size=64MB");
        }
        finally
        {
            await Shell.RunAsync("umount", disk);
        }
    }

    private static async Task FillAsync(string disk, string filler)
    {
        var free = new DriveInfo(disk).AvailableFreeSpace;
        await Shell.RunAsync("sh", "-c", $"head -c {(free + (1 << 20)).ToString(CultureInfo.InvariantCulture)} /dev/zero > {filler} || true");
    }

    private static async Task<Figures> FailoverAsync(string fault, Options options, string directory)
    {
        await using var primary = new PostgresCluster(Path.Combine(directory, "primary"));
        await using var standby = new PostgresCluster(Path.Combine(directory, "standby"));
        await primary.CreateAsync();
        await primary.StartAsync("max_connections=200");
        await standby.FollowAsync(primary);
        await standby.StartAsync("max_connections=200", "hot_standby=on");
        await primary.WaitForStandbyAsync();
        await using var run = await Experiment.StartAsync(fault, options, directory, primary, primary.ConnectionStringWith(standby));
        run.Figures.RecoveryLimit = Figures.LongestFailoverSeconds;
        var killed = Stopwatch.GetTimestamp();
        await run.AwayAsync(primary.KillAsync, TimeSpan.FromSeconds(2), standby.PromoteAsync);
        Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"      writes succeed {Stopwatch.GetElapsedTime(killed).TotalSeconds:0.00} s after the kill, the 2 s until somebody promotes included"));
        run.Database = standby;
        await Task.Delay(TimeSpan.FromSeconds(2));
        await run.CheckAsync();
        return run.Judge();
    }
}
