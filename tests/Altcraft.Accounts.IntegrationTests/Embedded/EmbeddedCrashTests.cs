using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using Altcraft.Accounts.Infrastructure.Embedded;
using Microsoft.Extensions.Logging.Abstractions;

namespace Altcraft.Accounts.IntegrationTests.Embedded;

/// <summary>A <c>kill -9</c>, whenever it comes, does not spoil the next start.</summary>
[UnsupportedOSPlatform("windows")]
[Parallelizable(ParallelScope.All)]
internal sealed class EmbeddedCrashTests
{
    [Test]
    public async Task A_server_that_outlived_its_service_is_taken_up()
    {
        await using var directory = new EmbeddedDirectory();
        var killed = directory.NewService();
        var before = await killed.StartAsync(CancellationToken.None);
        var process = directory.ServerProcess;
        EmbeddedDirectory.Kill(killed);

        var next = directory.NewService();
        var after = await next.StartAsync(CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(after, Is.EqualTo(before));
            Assert.That(directory.ServerProcess, Is.EqualTo(process));
            Assert.That(next.IsNew, Is.False);
        }

        await next.StopAsync(CancellationToken.None);
        Assert.That(File.Exists(directory.PidFile), Is.False, "a server taken up is stopped like any other");
    }

    [Test]
    public async Task A_directory_reached_through_a_link_has_the_same_server()
    {
        await using var directory = new EmbeddedDirectory();
        var killed = directory.NewService();
        var before = await killed.StartAsync(CancellationToken.None);
        EmbeddedDirectory.Kill(killed);
        var link = Path.Combine(Path.GetDirectoryName(directory.Path)!, "link");
        Directory.CreateSymbolicLink(link, directory.Path);

        using var next = new EmbeddedPostgres(new EmbeddedOptions { DataDirectory = link }, NullLogger.Instance);

        Assert.That(await next.StartAsync(CancellationToken.None), Is.EqualTo(before));
        await next.StopAsync(CancellationToken.None);
    }

    [Test]
    public async Task A_killed_server_starts_again_with_everything_committed()
    {
        await using var directory = new EmbeddedDirectory();
        var service = directory.NewService();
        await EmbeddedDirectory.DoAsync(await service.StartAsync(CancellationToken.None), "CREATE TABLE kept AS SELECT 42 AS value");
        directory.KillServer();
        EmbeddedDirectory.Kill(service);
        Assert.That(File.Exists(directory.PidFile), Is.True, "the crash leaves the file behind");

        var connection = await directory.NewService().StartAsync(CancellationToken.None);

        Assert.That(await EmbeddedDirectory.AskAsync<int>(connection, "SELECT value FROM kept"), Is.EqualTo(42));
    }

    [Test]
    public async Task A_stale_file_that_names_a_living_strangers_process_does_not_block_the_start()
    {
        await using var directory = new EmbeddedDirectory();
        await using var neighbour = new EmbeddedDirectory();
        await neighbour.NewService().StartAsync(CancellationToken.None);
        var service = directory.NewService();
        await service.StartAsync(CancellationToken.None);
        directory.KillServer();
        EmbeddedDirectory.Kill(service);
        // A process PostgreSQL may signal, of the same user: what it would itself take for a server that still runs.
        Rename(directory, neighbour.ServerProcess);

        var connection = await directory.NewService().StartAsync(CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await EmbeddedDirectory.AskAsync<int>(connection, "SELECT 1"), Is.EqualTo(1));
            Assert.That(directory.ServerProcess, Is.Not.EqualTo(neighbour.ServerProcess));
        }
    }

    [Test]
    public async Task A_stopped_service_does_not_stop_a_strangers_process()
    {
        await using var directory = new EmbeddedDirectory();
        await using var neighbour = new EmbeddedDirectory();
        var neighbours = await neighbour.NewService().StartAsync(CancellationToken.None);
        var service = directory.NewService();
        await service.StartAsync(CancellationToken.None);
        directory.KillServer();
        Rename(directory, neighbour.ServerProcess);

        await service.StopAsync(CancellationToken.None);

        Assert.That(await EmbeddedDirectory.AskAsync<int>(neighbours, "SELECT 1"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_copied_directory_does_not_take_up_the_originals_server()
    {
        await using var directory = new EmbeddedDirectory();
        await using var copy = new EmbeddedDirectory();
        var service = directory.NewService();
        await service.StartAsync(CancellationToken.None);
        await service.StopAsync(CancellationToken.None);
        using (var copying = Process.Start("cp", ["-a", directory.Path, copy.Path]))
            await copying.WaitForExitAsync();
        var original = await directory.NewService().StartAsync(CancellationToken.None);
        using (var copying = Process.Start("cp", ["-a", directory.PidFile, copy.PidFile]))
            await copying.WaitForExitAsync();

        Assert.That(await copy.NewService().StartAsync(CancellationToken.None), Is.Not.EqualTo(original));
    }

    [TestCase("")]
    [TestCase("half a")]
    public async Task A_file_cut_off_by_a_crash_does_not_block_the_start(string content)
    {
        await using var directory = new EmbeddedDirectory();
        var service = directory.NewService();
        await service.StartAsync(CancellationToken.None);
        await service.StopAsync(CancellationToken.None);
        await File.WriteAllTextAsync(directory.PidFile, content);

        Assert.That(await directory.NewService().StartAsync(CancellationToken.None), Is.Not.Empty);
    }

    [Test]
    public async Task A_half_made_database_is_removed_and_made_anew()
    {
        await using var directory = new EmbeddedDirectory();
        var halfMade = Path.Combine(directory.Path, "server.new-0123abcd", "server");
        Directory.CreateDirectory(halfMade);
        await File.WriteAllTextAsync(Path.Combine(halfMade, "PG_VERSION"), "15\n");

        var service = directory.NewService();
        await service.StartAsync(CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(service.IsNew, Is.True);
            Assert.That(Directory.EnumerateDirectories(directory.Path).Select(Path.GetFileName), Is.EqualTo(new[] { "server" }));
        }
    }

    [Test]
    public async Task A_creation_broken_off_leaves_nothing_that_looks_like_a_database()
    {
        await using var directory = new EmbeddedDirectory();
        using var abort = new CancellationTokenSource();
        var start = directory.NewService().StartAsync(abort.Token);
        // Midway means that initdb has begun to write, however fast or slow the machine is.
        while (!start.IsCompleted && !HasBegun(directory))
            await Task.Delay(5);

        await abort.CancelAsync();

        Assert.That(async () => await start, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Directory.Exists(directory.Cluster), Is.False);
        Assert.That(await directory.NewService().StartAsync(CancellationToken.None), Is.Not.Empty);
    }

    [Test]
    public async Task A_database_without_its_password_says_which_file_to_restore()
    {
        await using var directory = new EmbeddedDirectory();
        var service = directory.NewService();
        await service.StartAsync(CancellationToken.None);
        await service.StopAsync(CancellationToken.None);
        var password = Path.Combine(directory.Path, "password");
        File.Delete(password);

        Assert.That(
            async () => await directory.NewService().StartAsync(CancellationToken.None),
            Throws.InstanceOf<EmbeddedPostgresException>().With.Message.Contains(password));
    }

    [Test]
    public async Task A_second_service_is_told_who_uses_the_directory_and_disturbs_nothing()
    {
        await using var directory = new EmbeddedDirectory();
        var first = await directory.NewService().StartAsync(CancellationToken.None);
        var second = directory.NewService();

        Assert.That(
            async () => await second.StartAsync(CancellationToken.None),
            Throws.InstanceOf<EmbeddedPostgresException>().With.Message.Contains(
                string.Create(CultureInfo.InvariantCulture, $"in use by another running service (process id {Environment.ProcessId})")));

        await second.StopAsync(CancellationToken.None);
        Assert.That(await EmbeddedDirectory.AskAsync<int>(first, "SELECT 1"), Is.EqualTo(1));
    }

    [Test]
    public async Task Of_several_first_starts_at_once_one_wins()
    {
        await using var directory = new EmbeddedDirectory();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            try
            {
                return await EmbeddedDirectory.AskAsync<string>(await directory.NewService().StartAsync(CancellationToken.None), "SELECT 'serves'");
            }
            catch (EmbeddedPostgresException exception)
            {
                return exception.Message;
            }
        }));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcomes, Has.Exactly(1).EqualTo("serves"));
            Assert.That(outcomes, Has.Exactly(3).Contains("in use by another running service"));
        }
    }

    [Test]
    public async Task A_command_finds_the_server_of_the_running_service()
    {
        await using var directory = new EmbeddedDirectory();
        var command = directory.NewService();
        Assert.That(await command.FindRunningAsync(CancellationToken.None), Is.Null);

        var connection = await directory.NewService().StartAsync(CancellationToken.None);

        Assert.That(await command.FindRunningAsync(CancellationToken.None), Is.EqualTo(connection));
    }

    private static bool HasBegun(EmbeddedDirectory directory) => Directory.Exists(directory.Path)
        && Directory.EnumerateDirectories(directory.Path, "server.new-*").Any(work => Directory.Exists(Path.Combine(work, "server")));

    private static void Rename(EmbeddedDirectory directory, int process)
    {
        var lines = File.ReadAllLines(directory.PidFile);
        lines[0] = process.ToString(CultureInfo.InvariantCulture);
        File.WriteAllText(directory.PidFile, string.Join('\n', lines) + "\n");
    }
}
