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
    [Test]
    public async Task Terminate_WhenARequestIsInFlight_AnswersItFirstAndStopsTheServer()
    {
        await using var directory = new EmbeddedDirectory();
        await using var service = await ServiceProcess.ServeAsync(string.Empty, "--Embedded:DataDirectory=" + directory.Path);
        service.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", (await File.ReadAllTextAsync(Path.Combine(directory.Path, "admin-token"))).Trim());
        using var beside = directory.NewService();
        await using var database = NpgsqlDataSource.Create((await beside.FindRunningAsync(CancellationToken.None))!);
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand("lock table accounts in exclusive mode", connection, transaction);
        await hold.ExecuteNonQueryAsync();
        using var body = new StringContent(
            """{"name":"Steve","title":"ASdf","tz":"UTC","tariff":1,"reports_day":5,"reports_hour":22}""", Encoding.UTF8, "application/json");
        var inFlight = service.Client.PostAsync("/api/v1.1/admin/accounts/save", body);
        await Task.Delay(TimeSpan.FromSeconds(1));

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

    [TestCase("Creating a private PostgreSQL", "TERM")]
    [TestCase("Starting the private PostgreSQL", "INT")]
    [TestCase("Bringing the database up to date", "HUP")]
    public async Task Stop_WhileTheServiceStarts_EndsWithOneLineAndLeavesNoServerBehind(string at, string signal)
    {
        await using var directory = new EmbeddedDirectory();

        var (exitCode, after) = await ServiceProcess.SignalAsync(at, signal, "serve", "--urls=http://127.0.0.1:0", "--Embedded:DataDirectory=" + directory.Path);

        Assert.That(exitCode, Is.Zero, after);
        Assert.That(after, Does.EndWith("Stopped before the service was ready.").And.Not.Contain("ERROR").And.Not.Contain("   at "));
        AssertNothingIsLeft(directory);
    }

    [Test]
    public async Task Stop_WhileACommandStartsTheServer_FailsWithOneLineAndLeavesNoServerBehind()
    {
        await using var directory = new EmbeddedDirectory();

        var (exitCode, after) = await ServiceProcess.SignalAsync("Creating a private PostgreSQL", "INT", "migrate", "--Embedded:DataDirectory=" + directory.Path);

        Assert.That((exitCode, after), Is.EqualTo((1, "Stopped before the command finished.")));
        AssertNothingIsLeft(directory);
    }

    [Test]
    public async Task Stop_ByHangUp_EndsTheServiceInOrder()
    {
        await using var directory = new EmbeddedDirectory();

        var (exitCode, after) = await ServiceProcess.SignalAsync(
            "Documentation: ", "HUP", "serve", "--urls=http://127.0.0.1:0", "--Embedded:DataDirectory=" + directory.Path);

        Assert.That(exitCode, Is.Zero, after);
        Assert.That(after, Does.Contain("Stopping").And.Not.Contain("ERROR"));
        Assert.That(File.Exists(directory.PidFile), Is.False, "the private PostgreSQL still runs");
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
}
