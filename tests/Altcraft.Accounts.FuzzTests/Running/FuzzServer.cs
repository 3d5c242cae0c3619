using Altcraft.Accounts.IntegrationTests;

namespace Altcraft.Accounts.FuzzTests;

/// <summary>The PostgreSQL of these tests: the same as the integration tests', started for this assembly.</summary>
[SetUpFixture]
public sealed class FuzzServer
{
    [OneTimeSetUp]
    public static Task StartAsync() => PostgresServer.StartAsync();

    [OneTimeTearDown]
    public static Task StopAsync() => PostgresServer.StopAsync();
}
