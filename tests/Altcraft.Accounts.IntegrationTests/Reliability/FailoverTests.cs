namespace Altcraft.Accounts.IntegrationTests.Reliability;

/// <summary>A primary that is killed, a standby that is promoted, and a service that knows both (docs/reliability.md).</summary>
[TestFixture]
internal sealed class FailoverTests
{
    [Test]
    public async Task Save_WhenTheStandbyIsPromoted_SucceedsThereAndWhatWasAcknowledgedIsThere()
    {
        await using var database = await OwnDatabase.StartAsync(hasStandby: true);
        for (var i = 0; i < 5; i++)
        {
            await database.CreateUntilStoredAsync(Wire.Json);
        }

        await database.Server.KillAsync();
        var waiting = database.CreateUntilStoredAsync(Wire.Xml);
        await database.Standby.PromoteAsync();

        await waiting;
        Assert.That(await OwnDatabase.CountWholeAsync(database.Standby), Is.EqualTo(6));
    }
}
