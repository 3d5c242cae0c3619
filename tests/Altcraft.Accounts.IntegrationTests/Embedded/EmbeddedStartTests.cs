using System.Diagnostics;
using System.Net;
using System.Net.NetworkInformation;
using System.Runtime.Versioning;
using Altcraft.Accounts.Infrastructure.Embedded;
using Npgsql;

namespace Altcraft.Accounts.IntegrationTests.Embedded;

/// <summary>What a plain start promises: contract, section 11.</summary>
[UnsupportedOSPlatform("windows")]
[Parallelizable(ParallelScope.All)]
internal sealed class EmbeddedStartTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Test]
    public async Task A_new_directory_gets_a_database_of_its_own()
    {
        await using var directory = new EmbeddedDirectory();
        var service = directory.NewService();

        var connection = await service.StartAsync(CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(service.IsNew, Is.True);
            Assert.That(service.DataDirectory, Is.EqualTo(directory.Path));
            Assert.That(await EmbeddedDirectory.AskAsync<string>(connection, "SELECT current_database()"), Is.EqualTo("accounts"));
            Assert.That(await EmbeddedDirectory.AskAsync<string>(connection, "SHOW server_encoding"), Is.EqualTo("UTF8"));
            Assert.That(await EmbeddedDirectory.AskAsync<string>(connection, "SHOW data_checksums"), Is.EqualTo("on"));
            Assert.That(File.GetUnixFileMode(Path.Combine(directory.Path, "password")), Is.EqualTo(OwnerOnly));
            Assert.That(Directory.EnumerateDirectories(directory.Path).Select(Path.GetFileName), Is.EqualTo(new[] { "server" }));
        }
    }

    [Test]
    public async Task An_existing_directory_keeps_its_data()
    {
        await using var directory = new EmbeddedDirectory();
        var first = directory.NewService();
        await EmbeddedDirectory.DoAsync(await first.StartAsync(CancellationToken.None), "CREATE TABLE kept AS SELECT 42 AS value");
        await first.StopAsync(CancellationToken.None);
        Assert.That(File.Exists(directory.PidFile), Is.False, "the server is stopped with the service");

        var second = directory.NewService();
        var connection = await second.StartAsync(CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(second.IsNew, Is.False);
            Assert.That(await EmbeddedDirectory.AskAsync<int>(connection, "SELECT value FROM kept"), Is.EqualTo(42));
        }
    }

    // The best of five: a wait in the start slows every one of them, a machine busy with something else only some.
    [Test, NonParallelizable]
    public async Task An_existing_directory_serves_within_a_second()
    {
        await using var directory = new EmbeddedDirectory();
        var first = directory.NewService();
        await first.StartAsync(CancellationToken.None);
        await first.StopAsync(CancellationToken.None);

        var best = TimeSpan.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            var next = directory.NewService();
            var clock = Stopwatch.StartNew();
            await next.StartAsync(CancellationToken.None);
            best = clock.Elapsed < best ? clock.Elapsed : best;
            await next.StopAsync(CancellationToken.None);
        }

        TestContext.Out.WriteLine($"best of five starts: {best.TotalMilliseconds:F0} ms");
        Assert.That(best, Is.LessThan(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public async Task The_server_listens_on_the_loopback_only_and_has_no_socket_file()
    {
        await using var directory = new EmbeddedDirectory();
        var connection = await directory.NewService().StartAsync(CancellationToken.None);
        var port = new NpgsqlConnectionStringBuilder(connection).Port;

        var addresses = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners()
            .Where(listener => listener.Port == port).Select(listener => listener.Address);

        Assert.That(addresses, Is.EqualTo(new[] { IPAddress.Loopback }));
        Assert.That(await EmbeddedDirectory.AskAsync<string>(connection, "SHOW unix_socket_directories"), Is.Empty);
    }

    [TestCase("wrong")]
    [TestCase(null)]
    public async Task The_server_refuses_whoever_does_not_know_the_password(string? password)
    {
        await using var directory = new EmbeddedDirectory();
        var connection = await directory.NewService().StartAsync(CancellationToken.None);
        var stranger = new NpgsqlConnectionStringBuilder(connection) { Password = password, Passfile = "/dev/null" };

        Assert.That(
            async () => await EmbeddedDirectory.AskAsync<int>(stranger.ConnectionString, "SELECT 1"),
            Throws.InstanceOf<NpgsqlException>());
    }

    [Test]
    public async Task A_commit_is_durable_whatever_the_configuration_file_says()
    {
        await using var directory = new EmbeddedDirectory();
        var first = directory.NewService();
        await first.StartAsync(CancellationToken.None);
        await first.StopAsync(CancellationToken.None);
        await File.AppendAllTextAsync(
            Path.Combine(directory.Cluster, "postgresql.conf"),
            "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nlisten_addresses = '*'\n");

        var connection = await directory.NewService().StartAsync(CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await EmbeddedDirectory.AskAsync<string>(connection, "SHOW fsync"), Is.EqualTo("on"));
            Assert.That(await EmbeddedDirectory.AskAsync<string>(connection, "SHOW synchronous_commit"), Is.EqualTo("on"));
            Assert.That(await EmbeddedDirectory.AskAsync<string>(connection, "SHOW full_page_writes"), Is.EqualTo("on"));
            Assert.That(await EmbeddedDirectory.AskAsync<string>(connection, "SHOW listen_addresses"), Is.EqualTo("127.0.0.1"));
        }
    }

    [Test]
    public async Task The_server_does_not_hear_the_terminals_Ctrl_C()
    {
        await using var directory = new EmbeddedDirectory();
        await directory.NewService().StartAsync(CancellationToken.None);

        // Field 6 of /proc/…/stat is the session, which the terminal's signals do not leave.
        static string Session(string process) => File.ReadAllText($"/proc/{process}/stat").Split(") ")[1].Split(' ')[3];

        Assert.That(Session($"{directory.ServerProcess}"), Is.Not.EqualTo(Session("self")));
    }

    [Test]
    public async Task The_server_knows_nothing_of_the_services_environment()
    {
        Environment.SetEnvironmentVariable("ACCOUNTS_TEST_SECRET", "secret");
        await using var directory = new EmbeddedDirectory();
        await directory.NewService().StartAsync(CancellationToken.None);

        Assert.That(await File.ReadAllTextAsync($"/proc/{directory.ServerProcess}/environ"), Does.Not.Contain("secret"));
    }

    [Test]
    public async Task A_machine_without_PostgreSQL_is_told_what_to_do_in_one_sentence()
    {
        var empty = Directory.CreateTempSubdirectory();
        try
        {
            Assert.That(
                async () => await PostgresPrograms.FindAsync([empty.FullName], null, CancellationToken.None),
                Throws.InstanceOf<EmbeddedPostgresException>().With.Message.EqualTo(
                    "PostgreSQL 14 or newer is not installed on this machine: install it (Debian, Ubuntu: apt-get install postgresql), "
                    + "set ConnectionStrings:Accounts, or start everything with docker compose up."));
        }
        finally
        {
            empty.Delete();
        }
    }

    [Test]
    public async Task A_machine_with_an_older_PostgreSQL_only_is_told_which()
    {
        var programs = Directory.CreateTempSubdirectory();
        foreach (var name in new[] { "initdb", "pg_ctl", "postgres" })
        {
            var path = Path.Combine(programs.FullName, name);
            await File.WriteAllTextAsync(path, "#!/bin/sh\necho 'postgres (PostgreSQL) 13.23'\n");
            File.SetUnixFileMode(path, OwnerOnly | UnixFileMode.UserExecute);
        }

        Assert.That(
            async () => await PostgresPrograms.FindAsync([programs.FullName], null, CancellationToken.None),
            Throws.InstanceOf<EmbeddedPostgresException>().With.Message.StartsWith("PostgreSQL 14 or newer is not installed on this machine (only 13): install it"));
        programs.Delete(recursive: true);
    }

    [Test]
    public async Task A_cluster_of_a_version_that_is_not_installed_names_the_version()
    {
        await using var directory = new EmbeddedDirectory();
        Directory.CreateDirectory(directory.Cluster);
        await File.WriteAllTextAsync(Path.Combine(directory.Cluster, "PG_VERSION"), "9\n");

        Assert.That(
            async () => await directory.NewService().StartAsync(CancellationToken.None),
            Throws.InstanceOf<EmbeddedPostgresException>().With.Message.Contains("created by PostgreSQL 9, which is not installed"));
    }
}
