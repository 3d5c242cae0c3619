using System.Globalization;
using Npgsql;

namespace Faults.Endurance;

/// <summary>
/// A primary with a synchronous standby, a PgBouncer in front of each, two replicas of the service, of which the second reads from the
/// standby, and a proxy in front of them.
/// </summary>
internal sealed class Stage : IAsyncDisposable
{
    // pg_rewind needs the hints in the log, and the log: it starts the server by itself, so they are in the server's files.
    private static readonly string[] Settings = ["wal_log_hints = on", "wal_keep_size = '512MB'"];

    private readonly EnduranceOptions _options;
    private readonly string _directory;

    public Stage(EnduranceOptions options, string directory)
    {
        (_options, _directory) = (options, directory);
        Primary = new PostgresCluster(Path.Combine(directory, "first"));
        Standby = new PostgresCluster(Path.Combine(directory, "second"));
        ToPrimary = new PgBouncer(Path.Combine(directory, "to-primary"));
        ToStandby = new PgBouncer(Path.Combine(directory, "to-standby"));
        string[] shared = ["--Database:Pooler=transaction", "--Proxies:Known=127.0.0.1", "--Shutdown:DelaySeconds=5", "--Logging:Json=true"];
        Replicas =
        [
            new Service(options.Service, Through(ToPrimary), Path.Combine(directory, "replica-1.log"), shared),
            new Service(
                options.Service,
                Through(ToPrimary, ToStandby),
                Path.Combine(directory, "replica-2.log"),
                [.. shared, "--Database:ReadFrom=prefer-standby"]),
        ];
        Proxy = new Proxy(directory, Replicas[0], Replicas[1]);
    }

    public PostgresCluster Primary { get; private set; }

    public PostgresCluster Standby { get; private set; }

    public PgBouncer ToPrimary { get; }

    public PgBouncer ToStandby { get; }

    public IReadOnlyList<Service> Replicas { get; }

    public Proxy Proxy { get; }

    public async Task StartAsync()
    {
        await Primary.CreateAsync();
        await Primary.StartAsync();
        foreach (var setting in Settings)
        {
            await Primary.ScalarAsync<object?>("alter system set " + setting, "postgres");
        }

        await Primary.StopAsync();
        await Primary.StartAsync();
        await Primary.ScalarAsync<object?>("create database accounts", "postgres");
        await Standby.FollowAsync(Primary);
        await Standby.StartAsync();
        await Primary.WaitForStandbyAsync();
        await ToPrimary.StartAsync(Primary);
        await ToStandby.StartAsync(Standby);

        // As docs/scaling.md says: directly, where the limits of requests do not hold.
        var program = Path.Combine(_options.Service, "Altcraft.Accounts.Api.dll");
        await Shell.RunAsync("dotnet", program, "migrate", "--ConnectionStrings:Accounts=" + Primary.ConnectionString());
        foreach (var replica in Replicas)
        {
            replica.Start();
            await replica.ReadyAsync();
        }

        await Proxy.StartAsync();
        await Experiment.MakeDirectoryAsync(Proxy.Address);
    }

    /// <summary>The standby becomes the primary, and PgBouncer leads to it.</summary>
    public async Task PromoteAsync()
    {
        await Standby.PromoteAsync();
        (Primary, Standby) = (Standby, Primary);
        await Primary.WaitForNobodyAsync();
        await ToPrimary.SwitchAsync(Primary);
        await ToStandby.SwitchAsync(Standby);
    }

    /// <summary>The former primary, which was killed, becomes the standby.</summary>
    public async Task RejoinAsync()
    {
        await Standby.RejoinAsync(Primary);
        await Standby.StartAsync();
        await Primary.WaitForStandbyAsync();
    }

    /// <summary>Writes to the disk of the databases as fast as it takes it.</summary>
    public Task BusyDiskAsync(TimeSpan time)
    {
        var file = Path.Combine(_directory, "busy");
        var seconds = time.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return Shell.RunAsync("sh", "-c", $"timeout {seconds} dd if=/dev/zero of={file} bs=4M count=1000 oflag=dsync; rm -f {file}");
    }

    public async ValueTask DisposeAsync()
    {
        await Proxy.DisposeAsync();
        foreach (var replica in Replicas)
        {
            await replica.DisposeAsync();
        }

        await ToPrimary.DisposeAsync();
        await ToStandby.DisposeAsync();
        await Standby.DisposeAsync();
        await Primary.DisposeAsync();
    }

    // Several hosts only for the replica that reads from the standby: the primary is found by PgBouncer's settings.
    private string Through(params PgBouncer[] poolers) => new NpgsqlConnectionStringBuilder(Primary.ConnectionString())
    {
        Host = string.Join(',', poolers.Select(pooler => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{pooler.Port}"))),
    }.ConnectionString;
}
