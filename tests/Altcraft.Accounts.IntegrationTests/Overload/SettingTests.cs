namespace Altcraft.Accounts.IntegrationTests.Overload;

/// <summary>Settings the service cannot work with: one sentence that names them, and exit code 2.</summary>
[TestFixture]
public sealed class SettingTests
{
    [TestCase("Limits:QueuedRequests=-1", "QueuedRequests from 0")]
    [TestCase("Limits:DeadlineSeconds=soon", "'Limits:DeadlineSeconds'")]
    [TestCase("Database:MaxConnections=1", "MaxConnections must be from 4")]
    [TestCase("Shutdown:DelaySeconds=21", "Shutdown:DelaySeconds must be from 0 to 15")]
    public async Task Serve_WithASettingOutOfRange_SaysSoInOneSentence(string setting, string sentence)
    {
        var (exitCode, _, error) = await ServiceProcess.RunAsync("Host=127.0.0.1;Port=1", "serve", "--urls=http://127.0.0.1:0", "--" + setting);

        Assert.That((exitCode, error.Split('\n').Length), Is.EqualTo((2, 1)), error);
        Assert.That(error, Does.Contain(sentence).And.Not.Contain("   at "));
    }
}
