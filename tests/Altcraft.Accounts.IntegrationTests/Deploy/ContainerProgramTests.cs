using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Altcraft.Accounts.IntegrationTests.Deploy;

/// <summary>What the program does for a container: secrets from files, its own health check, no database of its own, an orderly end.</summary>
[TestFixture, Parallelizable]
public sealed class ContainerProgramTests : ApiTest
{
    private static readonly Dictionary<string, string> None = [];

    private readonly string _secrets = Directory.CreateTempSubdirectory("accounts-secrets-").FullName;

    [OneTimeTearDown]
    public void RemoveSecrets() => Directory.Delete(_secrets, recursive: true);

    [TestCase("serve")]
    [TestCase("migrate")]
    [TestCase("token", "list")]
    public async Task WithoutAConnectionString_WhenThereIsNoPrivateDatabase_SaysWhatToSetAndEndsWithTwo(params string[] command)
    {
        var (exitCode, output, error) = await ServiceProcess.RunAsync(string.Empty, [.. command, "--Embedded:Enabled=false", "--urls=http://127.0.0.1:0"]);

        Assert.That((exitCode, output), Is.EqualTo((2, string.Empty)), error);
        Assert.That(error.Split('\n'), Has.Length.EqualTo(1).And.Some.Contains("ConnectionStrings__Accounts"));
    }

    [Test]
    public async Task Secrets_WhenTheyAreFiles_AreSettings()
    {
        var builder = new NpgsqlConnectionStringBuilder(Api.ConnectionString);
        await File.WriteAllTextAsync(Path.Combine(_secrets, "Database__Password"), builder.Password + "\n");
        builder.Password = null;

        var without = await ServiceProcess.RunAsync(builder.ConnectionString, "token", "list");
        var with = await ServiceProcess.RunAsync(builder.ConnectionString, "token", "list", "--Secrets:Directory=" + _secrets);

        Assert.That(without.ExitCode, Is.Not.Zero);
        Assert.That((with.ExitCode, with.Error), Is.EqualTo((0, string.Empty)));
        Assert.That(with.Output, Does.Contain("first token"));
    }

    [Test]
    public async Task Secrets_WhenTheDirectoryIsMissing_SaysSoAndEndsWithTwo()
    {
        var (exitCode, _, error) = await ServiceProcess.RunAsync(Api.ConnectionString, "token", "list", "--Secrets:Directory=/nowhere/at/all");

        Assert.That(exitCode, Is.EqualTo(2), error);
        Assert.That(error, Does.StartWith("Secrets:Directory cannot be read").And.Contain("/nowhere/at/all").And.Not.Contain("   at "));
    }

    [Test]
    public async Task Health_WhenAsked_TellsByItsExitCode()
    {
        var ready = await ServiceProcess.RunAsync(string.Empty, "health", "--urls=" + Api.Address);
        var named = await ServiceProcess.RunAsync(string.Empty, "health", "--url", new Uri(Api.Address, "/health/live").ToString());
        var other = await ServiceProcess.RunAsync(string.Empty, "health", "--url", new Uri(Api.Address, "/no/such/page").ToString());
        var nobody = await ServiceProcess.RunAsync(string.Empty, "health", "--urls=http://*:1;http://*:2");
        var wrong = await ServiceProcess.RunAsync(string.Empty, "health", "--url", "somewhere");

        Assert.That((ready.ExitCode, ready.Output), Is.EqualTo((0, new Uri(Api.Address, "/health/ready") + ": 200 Healthy")), ready.Error);
        Assert.That((named.ExitCode, other.ExitCode, nobody.ExitCode, wrong.ExitCode), Is.EqualTo((0, 1, 1, 2)));
        Assert.That(nobody.Error, Does.StartWith("http://127.0.0.1:1/health/ready: "));
    }

    [Test]
    public async Task Health_WhenTheServiceIsNotReady_SaysSoWhereverItIsAsked()
    {
        await using var service = await ServiceProcess.ServeAsync("Host=127.0.0.1;Port=1");
        var address = service.Client.BaseAddress!;

        var whole = await ServiceProcess.RunExactlyAsync(None, "health", "--url", address.GetLeftPart(UriPartial.Authority));
        var slash = await ServiceProcess.RunExactlyAsync(None, "health", "--url=" + address);
        var page = await ServiceProcess.RunExactlyAsync(None, "health", "--url", new Uri(address, "/openapi/v1.1.json").ToString());

        Assert.That(
            (whole.ExitCode, whole.Output), Is.EqualTo((1, new Uri(address, "/health/ready") + ": 503 Unhealthy")), "a base address means the probe");
        Assert.That((slash.ExitCode, slash.Output), Is.EqualTo((whole.ExitCode, whole.Output)));
        Assert.That((page.ExitCode, page.Output), Is.EqualTo((1, new Uri(address, "/openapi/v1.1.json") + ": 200 but this is not the answer of a probe")));
    }

    [Test]
    public async Task Health_WhenItIsSentElsewhere_DoesNotGoThere()
    {
        using var listener = Listen();
        var asking = ServiceProcess.RunExactlyAsync(None, "health", "--url", listener.Prefixes.Single());
        var asked = await listener.GetContextAsync();
        asked.Response.Redirect(new Uri(Api.Address, "/health/ready").ToString());
        asked.Response.Close();

        Assert.That((asked.Request.Url!.AbsolutePath, (await asking).ExitCode), Is.EqualTo(("/health/ready", 1)));
    }

    [Test]
    public async Task Terminate_WhenThereIsADelay_IsNotReadyFirstAndStillServes()
    {
        await using var service = await ServiceProcess.ServeAsync(Api.ConnectionString, "--Shutdown:DelaySeconds=4");
        Assert.That((await service.Client.GetAsync("/health/ready")).StatusCode, Is.EqualTo(HttpStatusCode.OK));

        var exitCode = await service.TerminateAsync(async () =>
        {
            while ((await service.Client.GetAsync("/health/ready")).StatusCode == HttpStatusCode.OK)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20));
            }

            using var fresh = new HttpClient { BaseAddress = service.Client.BaseAddress };
            Assert.That((await fresh.GetAsync("/health/ready")).StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That((await fresh.GetAsync("/health/live")).StatusCode, Is.EqualTo(HttpStatusCode.OK), "the listener is closed already");
        });

        Assert.That(exitCode, Is.Zero);
    }

    [Test]
    public async Task Migrate_WhenExampleDataIsAskedFor_BringsItWithTheFirstToken()
    {
        var database = await PostgresServer.NewDatabaseAsync();

        var result = await ServiceProcess.RunAsync(database, "migrate", "--Bootstrap:ExampleData=true", "--Bootstrap:AdminToken=" + ApiHost.AdminToken);
        var again = await ServiceProcess.RunAsync(database, "migrate", "--Bootstrap:ExampleData=true", "--Bootstrap:AdminToken=" + ApiHost.AdminToken);

        Assert.That((result.ExitCode, again.ExitCode), Is.EqualTo((0, 0)), result.Error + again.Error);
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand("select count(*) from tariffs where name = 'example tariff'");
        Assert.That(await command.ExecuteScalarAsync(), Is.EqualTo(1));
    }

    private static HttpListener Listen()
    {
        while (true)
        {
            var listener = new HttpListener();
            var free = new TcpListener(IPAddress.Loopback, 0);
            free.Start();
            listener.Prefixes.Add($"http://{free.LocalEndpoint}/");
            free.Stop();
            try
            {
                listener.Start();
                return listener;
            }
            catch (HttpListenerException)
            {
                // Another test was given the port meanwhile: the next one.
                listener.Close();
            }
        }
    }
}
