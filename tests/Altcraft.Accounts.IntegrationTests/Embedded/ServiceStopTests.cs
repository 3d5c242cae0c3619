using System.Net.Http.Headers;
using System.Runtime.Versioning;
using System.Text;
using Npgsql;

namespace Altcraft.Accounts.IntegrationTests.Embedded;

/// <summary>How the program with its private PostgreSQL ends (contract, section 11): as a process of its own.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
[UnsupportedOSPlatform("windows")]
public sealed class ServiceStopTests
{
    private static readonly Dictionary<string, string> NoEnvironment = [];

    [Test]
    public async Task Terminate_WhenARequestIsInFlight_AnswersItFirstAndStopsTheServer()
    {
        await using var directory = new EmbeddedDirectory();
        await using var service = await ServiceProcess.ServeAsync(string.Empty, "--Embedded:DataDirectory=" + directory.Path);
        service.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", (await File.ReadAllTextAsync(Path.Combine(directory.Path, "admin-token"))).Trim());
        using var beside = directory.NewService();
        var connectionString = (await beside.FindRunningAsync(CancellationToken.None))!;
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand("lock table accounts in exclusive mode", connection, transaction);
        await hold.ExecuteNonQueryAsync();
        using var body = new StringContent(
            """{"name":"Steve","title":"ASdf","tz":"UTC","tariff":1,"reports_day":5,"reports_hour":22}""", Encoding.UTF8, "application/json");
        var inFlight = service.Client.PostAsync("/api/v1.1/admin/accounts/save", body);
        const string Waiting = "select count(*) from pg_stat_activity where wait_event_type = 'Lock'";
        Assert.That(async () => await EmbeddedDirectory.AskAsync<long>(connectionString, Waiting), Is.EqualTo(1).After(4_000, 20));

        var exitCode = await service.TerminateAsync(async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            Assert.That(inFlight.IsCompleted, Is.False);
            await transaction.CommitAsync();
            await connection.CloseAsync();
            using var answer = await inFlight;
            Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("\"saved_id\":6"));
        });

        Assert.That(exitCode, Is.Zero);
        Assert.That(File.Exists(directory.PidFile), Is.False, "the private PostgreSQL still runs");
    }

    [Test]
    public async Task Serve_WhenTheFirstTokenNoLongerWorks_SaysSoAndHowToMakeAnother()
    {
        await using var directory = new EmbeddedDirectory();
        var file = Path.Combine(directory.Path, "admin-token");

        var first = await TokenLineAsync(directory, () => ServiceProcess.RunAsync(
            string.Empty, "token", "revoke", "--id", "1", "--Embedded:DataDirectory=" + directory.Path));
        var revoked = await TokenLineAsync(directory, () => Task.Run(() => File.Delete(file)));
        var gone = await TokenLineAsync(directory, () => Task.CompletedTask);

        const string WayOut = "scripts/run token create --name NAME";
        Assert.That(first, Does.EndWith("API token: in the file " + file));
        Assert.That(revoked, Does.Contain($"API token: the one in the file {file} was revoked or has expired").And.Contain(WayOut));
        Assert.That(gone, Does.Contain($"API token: the file {file} no longer exists").And.Contain(WayOut));
    }

    [Test]
    public async Task Serve_WhenTheAddressIsTaken_SaysSoInOneSentenceAndLeavesNoServerBehind()
    {
        await using var directory = new EmbeddedDirectory();
        await using var other = await ApiHost.StartAsync();

        var (exitCode, output, error) = await ServiceProcess.RunAsync(
            string.Empty, "serve", "--urls=" + other.Address, "--Embedded:DataDirectory=" + directory.Path);

        Assert.That(exitCode, Is.EqualTo(2));
        Assert.That(error, Does.Contain("already in use").And.Contain("--urls").And.Not.Contain("   at "));
        Assert.That(output, Does.Not.Contain("ERROR").And.Not.Contain("is away"), "what is said in a sentence, or is not so");
        Assert.That(File.Exists(directory.PidFile), Is.False, "the private PostgreSQL still runs");
    }

    [TestCase("serve", "TERM", 0, "Stopped before the service was ready.")]
    [TestCase("migrate", "INT", 1, "Stopped before the command finished.")]
    public async Task Stop_WhileTheServerIsCreated_EndsWithOneLineAndLeavesNothingBehind(
        string command, string signal, int expected, string last)
    {
        await using var directory = new EmbeddedDirectory();
        using var sync = new EndlessSync();

        var (exitCode, after) = await ServiceProcess.SignalAsync(
            sync.Environment, "Creating a private PostgreSQL", signal,
            command, "--urls=http://127.0.0.1:0", "--Embedded:DataDirectory=" + directory.Path);

        Assert.That((exitCode, after), Is.EqualTo((expected, last)));
        AssertNothingIsLeft(directory);
    }

    [TestCase("Starting the private PostgreSQL", "INT")]
    [TestCase("Bringing the database up to date", "HUP")]
    public async Task Stop_WhileTheServiceStarts_EndsWithOneLineAndLeavesNoServerBehind(string at, string signal)
    {
        await using var directory = new EmbeddedDirectory();
        await MakeMigrationsEndlessAsync(directory);

        var (exitCode, after) = await ServiceProcess.SignalAsync(
            NoEnvironment, at, signal, "serve", "--urls=http://127.0.0.1:0", "--Embedded:DataDirectory=" + directory.Path);

        Assert.That(exitCode, Is.Zero, after);
        Assert.That(after, Does.EndWith("Stopped before the service was ready.").And.Not.Contain("ERROR").And.Not.Contain("   at "));
        AssertNothingIsLeft(directory);
    }

    [Test]
    public async Task Stop_ByHangUp_EndsTheServiceInOrder()
    {
        await using var directory = new EmbeddedDirectory();

        var (exitCode, after) = await ServiceProcess.SignalAsync(
            NoEnvironment, "Documentation: ", "HUP", "serve", "--urls=http://127.0.0.1:0", "--Embedded:DataDirectory=" + directory.Path);

        Assert.That(exitCode, Is.Zero, after);
        Assert.That(after, Does.Contain("Stopping").And.Not.Contain("ERROR"));
        Assert.That(File.Exists(directory.PidFile), Is.False, "the private PostgreSQL still runs");
    }

    // A start on this directory does not end by itself, however late the signal comes.
    private static async Task MakeMigrationsEndlessAsync(EmbeddedDirectory directory)
    {
        const string Sql = """
            create function wait() returns event_trigger language plpgsql as 'begin perform pg_sleep(600); end';
            create event trigger wait on ddl_command_start when tag in ('CREATE INDEX') execute function wait()
            """;
        using var server = directory.NewService();
        await EmbeddedDirectory.DoAsync(await server.StartAsync(CancellationToken.None), Sql);
        await server.StopAsync(CancellationToken.None);
    }

    private static void AssertNothingIsLeft(EmbeddedDirectory directory)
    {
        Assert.That(File.Exists(directory.PidFile), Is.False, "the private PostgreSQL still runs");
        Assert.That(Directory.GetDirectories(directory.Path, "server.new-*"), Is.Empty, "an unfinished database");
        Assert.That(directory.Processes(), Is.Empty);
    }

    private static async Task<string?> TokenLineAsync(EmbeddedDirectory directory, Func<Task> meanwhile)
    {
        await using var service = await ServiceProcess.ServeAsync(string.Empty, "--Embedded:DataDirectory=" + directory.Path);
        Assert.That(() => service.Lines, Has.Some.Contains("Documentation:").After(10_000, 50));
        await meanwhile();
        await service.TerminateAsync(() => Task.CompletedTask);
        return service.Lines.SingleOrDefault(line => line.Contains("API token", StringComparison.Ordinal));
    }

    // A disk that never finishes writing: with it in the environment, the creation of a server does not end by itself.
    private sealed class EndlessSync : IDisposable
    {
        private readonly DirectoryInfo _programs = Directory.CreateTempSubdirectory("accounts-sync-");

        public EndlessSync()
        {
            var program = Path.Combine(_programs.FullName, "sync");
            File.WriteAllText(program, "#!/bin/sh\nexec sleep 600\n");
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        public Dictionary<string, string> Environment =>
            new() { ["PATH"] = _programs.FullName + Path.PathSeparator + System.Environment.GetEnvironmentVariable("PATH") };

        public void Dispose() => _programs.Delete(recursive: true);
    }
}
