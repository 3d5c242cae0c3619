namespace Altcraft.Accounts.IntegrationTests.Overload;

/// <summary>Settings the service cannot work with: one sentence that names them, and exit code 2.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
public sealed class SettingTests
{
    private const string NoDatabase = "Host=127.0.0.1;Port=1";

    [TestCase("Limits:QueuedRequests=-1", "QueuedRequests from 0")]
    [TestCase("Limits:DedlineSeconds=3", "\"--Limits:DedlineSeconds\" on the command line is not a setting")]
    [TestCase("Limits:DeadlineSeconds=soon", "'Limits:DeadlineSeconds'")]
    [TestCase("Database:MaxConnections=3", "Database:MaxConnections must be from 4 to 1000; it is 3.")]
    [TestCase("Database:ReadFrom=standby", "Database:ReadFrom must be primary or prefer-standby; it is \"standby\".")]
    [TestCase("Shutdown:DelaySeconds=21", "Shutdown:DelaySeconds must be from 0 to 15")]
    [TestCase("Logging:LogLevel:Default=Verbose", "Logging:LogLevel:Default is \"Verbose\", which is not a level")]
    [TestCase("Logging:LogLevel:Microsoft=Foo", "Logging:LogLevel:Microsoft is \"Foo\", which is not a level")]
    public async Task Serve_WithASettingOutOfRange_SaysSoInOneSentence(string setting, string sentence)
    {
        var (exitCode, output, error) = await ServiceProcess.RunAsync(NoDatabase, "serve", "--urls=http://127.0.0.1:0", "--" + setting);

        AssertSaid(exitCode, output, error, sentence);
    }

    // Each but the last two is refused before the database is asked; these only the machine can refuse.
    [TestCase("http://127.0.0.1:99999", "--urls (ASPNETCORE_URLS) has \"http://127.0.0.1:99999\"")]
    [TestCase("http://127.0.0.1:80x", "its port \"80x\" must be a number")]
    [TestCase("http://accounts.example.com:5080", "\"accounts.example.com\" is neither localhost nor an IP address")]
    [TestCase("https://127.0.0.1:0", "there is no certificate")]
    [TestCase("http://192.0.2.1:5097", "The service cannot listen on http://192.0.2.1:5097: ")]
    public async Task Serve_WhereItCannotListen_SaysSoInOneSentence(string url, string sentence)
    {
        var (exitCode, output, error) = await ServiceProcess.RunAsync(NoDatabase, "serve", "--urls=" + url);

        AssertSaid(exitCode, output, error, sentence);
    }

    [TestCase("70000")]
    [TestCase("80a")]
    public async Task Serve_WhenThePortOfTheEnvironmentIsNone_SaysSoInOneSentence(string port)
    {
        var (exitCode, output, error) = await ServiceProcess.RunExactlyAsync(
            new Dictionary<string, string> { ["ASPNETCORE_HTTP_PORTS"] = port }, "--ConnectionStrings:Accounts=" + NoDatabase);

        AssertSaid(exitCode, output, error, "ASPNETCORE_HTTP_PORTS has \"http://*:" + port);
    }

    [Test]
    public async Task Migrate_WhenTheEnvironmentIsWrong_SaysSoInOneSentence()
    {
        var (exitCode, output, error) = await ServiceProcess.RunExactlyAsync(
            new Dictionary<string, string> { ["Limits__DedlineSeconds"] = "3" }, "migrate", "--ConnectionStrings:Accounts=" + NoDatabase);
        var (withoutIcu, _, errorWithoutIcu) = await ServiceProcess.RunExactlyAsync(
            new Dictionary<string, string> { ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1" }, "migrate", "--ConnectionStrings:Accounts=" + NoDatabase);

        AssertSaid(exitCode, output, error, "\"Limits__DedlineSeconds\" in the environment is not a setting");
        AssertSaid(withoutIcu, output, errorWithoutIcu, ".NET runs without ICU");
    }

    private static void AssertSaid(int exitCode, string output, string error, string sentence)
    {
        Assert.That((exitCode, error.Split('\n').Length), Is.EqualTo((2, 1)), error);
        Assert.That(error, Does.Contain(sentence).And.Not.Contain("   at "));
        Assert.That(output, Does.Not.Contain("ERROR"), "said twice");
    }
}
