using Altcraft.Accounts.Application.DirectoryEntries;

namespace Altcraft.Accounts.UnitTests.Application.DirectoryEntries;

/// <summary>What saving does in the two areas of data sources.</summary>
/// <typeparam name="TCommand">The area's command.</typeparam>
/// <typeparam name="TEntry">The area's entry.</typeparam>
/// <typeparam name="TRepository">The area's port.</typeparam>
internal abstract class SaveDataSourceHandlerTests<TCommand, TEntry, TRepository> : SaveEntryHandlerTests<TCommand, TEntry, TRepository>
    where TCommand : SaveDataSourceCommand
    where TEntry : DataSourceEntry
    where TRepository : class, IDirectoryRepository<TEntry>
{
    [Test]
    public async Task Handle_WhenKindDiffers_Refuses()
    {
        var refusal = await Refusal.OfAsync(() => HandleAsync(Full with { Id = 9, Kind = "clickhouse" }));

        Assert.That(refusal.Summary(), Is.EqualTo("IncorrectRequest kind:bad_value"));
        Assert.That(refusal.Message, Does.StartWith("kind must stay \"postgresql\""));
        Assert.That(Updated, Is.Null);
    }

    [Test]
    public async Task Handle_WhenAddressChanges_StoresIt()
    {
        await HandleAsync(Full with { Id = 9, Host = "other.example.com", Port = 65535 });

        Assert.That(Entries[0].Changes, Is.EqualTo(
        [
            new FieldChange("host", "db.example.com", "other.example.com"), new FieldChange("port", 5432, 65535),
        ]));
    }
}
