using Altcraft.Accounts.PanelTests.Browser;

namespace Altcraft.Accounts.PanelTests;

/// <summary>What all these tests share: the integration tests' PostgreSQL, started for this assembly, and one Chromium.</summary>
[SetUpFixture]
public sealed class PanelRun
{
    [OneTimeSetUp]
    public static Task StartAsync()
    {
        // A busy machine is slow, not wrong.
        Assertions.SetDefaultExpectTimeout(15_000);
        return PostgresServer.StartAsync();
    }

    [OneTimeTearDown]
    public static async Task StopAsync()
    {
        try
        {
            await Chromium.CloseAsync();
        }
        finally
        {
            await PostgresServer.StopAsync();
        }
    }
}
