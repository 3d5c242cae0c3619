namespace Faults.Endurance;

/// <summary>One harm of the rotation.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="DoAsync">Does it.</param>
/// <param name="Meanwhile">How long it lasts.</param>
/// <param name="MendAsync">Ends it. From then on recovery counts.</param>
internal sealed record Harm(string Name, Func<Stage, Task> DoAsync, TimeSpan Meanwhile, Func<Stage, Task> MendAsync)
{
    // Longer than a statement may take: the service gives up waiting for the standby meanwhile.
    private static readonly TimeSpan WithoutStandby = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(2);

    /// <summary>What is to be done when changes succeed again.</summary>
    public Func<Stage, Task> RepairAsync { get; init; } = _ => Task.CompletedTask;

    /// <summary>Whether it ends a replica.</summary>
    public bool IsOfReplica { get; init; }

    /// <summary>
    /// Whether requests may be left without an answer, or with one of the proxy's own. When the connection to a replica breaks that was used
    /// before, the proxy closes the client's, too.
    /// </summary>
    public bool MayCut { get; init; }

    /// <summary>Whether the standby is away, so that no change may be acknowledged.</summary>
    public bool HoldsChanges { get; init; }

    /// <summary>The rotation.</summary>
    public static IReadOnlyList<Harm> All { get; } =
    [
        new("replica 1 killed (SIGKILL), started", stage => stage.Replicas[0].KillAsync(), Short, stage => StartAsync(stage.Replicas[0]))
        {
            IsOfReplica = true,
            MayCut = true,
        },
        new("PgBouncer killed (SIGKILL), started after 2 s", stage => stage.ToPrimary.KillAsync(), Short, stage => stage.ToPrimary.StartAsync()),
        new("primary restarted (fast)", stage => stage.Primary.StopAsync(), TimeSpan.Zero, stage => stage.Primary.StartAsync()),
        new("all connections cut (`pg_terminate_backend`)", CutAsync, TimeSpan.Zero, _ => Task.CompletedTask),
        new("standby killed (SIGKILL), started after 12 s", stage => stage.Standby.KillAsync(), WithoutStandby, stage => stage.Standby.StartAsync())
        {
            HoldsChanges = true,
        },
        new("replica 2 stopped (SIGTERM), started", StopAsync, TimeSpan.Zero, stage => StartAsync(stage.Replicas[1])) { IsOfReplica = true },
        new("primary killed (SIGKILL), started after 2 s", stage => stage.Primary.KillAsync(), Short, stage => stage.Primary.StartAsync()),
        new("proxy reloaded (SIGUSR2)", stage => stage.Proxy.ReloadAsync(), TimeSpan.Zero, _ => Task.CompletedTask) { MayCut = true },
        new("primary frozen (SIGSTOP) for 5 s", stage => stage.Primary.FreezeAsync(), TimeSpan.FromSeconds(5), stage => stage.Primary.ThawAsync()),
        new("PgBouncer stopped (SIGINT), started", stage => stage.ToPrimary.StopAsync(), TimeSpan.Zero, stage => stage.ToPrimary.StartAsync()),
        new("primary killed, standby promoted after 2 s", stage => stage.Primary.KillAsync(), Short, stage => stage.PromoteAsync())
        {
            RepairAsync = stage => stage.RejoinAsync(),
        },
        new("disk busy for 10 s", stage => stage.BusyDiskAsync(Busy), TimeSpan.Zero, _ => Task.CompletedTask),
        new("proxy killed (SIGKILL), started", stage => stage.Proxy.KillAsync(), TimeSpan.Zero, stage => stage.Proxy.StartAsync()) { MayCut = true },
        new(
            "standby killed; 12 s later primary killed, standby started and promoted",
            stage => stage.Standby.KillAsync(),
            WithoutStandby,
            FailOverToLateAsync)
        {
            HoldsChanges = true,
            RepairAsync = stage => stage.RejoinAsync(),
        },
    ];

    private static Task<long> CutAsync(Stage stage) => stage.Primary.ScalarAsync<long>(
        "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = 'accounts' and pid <> pg_backend_pid()");

    private static async Task StartAsync(Service replica)
    {
        replica.Start();
        await replica.ReadyAsync();
    }

    private static async Task StopAsync(Stage stage)
    {
        if (await stage.Replicas[1].StopAsync() is var code and not 0)
        {
            throw new InvalidOperationException($"replica 2 ended with code {code} after SIGTERM");
        }
    }

    private static async Task FailOverToLateAsync(Stage stage)
    {
        await stage.Primary.KillAsync();
        await stage.Standby.StartAsync();
        await stage.PromoteAsync();
    }
}
