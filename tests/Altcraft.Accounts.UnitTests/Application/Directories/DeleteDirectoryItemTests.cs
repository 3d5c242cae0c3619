using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Directories;
using Altcraft.Accounts.Domain.Databases;
using Altcraft.Accounts.Domain.Directories;
using Altcraft.Accounts.Domain.ExternalDataConnectors;
using Altcraft.Accounts.Domain.Tariffs;
using Altcraft.Accounts.Domain.WebVersionPolicies;
using MediatR;

namespace Altcraft.Accounts.UnitTests.Application.Directories;

[TestFixture(typeof(Tariff), "tariff", "tariff")]
[TestFixture(typeof(WebVersionPolicy), "web_version_policy", "web-version policy")]
[TestFixture(typeof(Database), "database", "database")]
[TestFixture(typeof(ExternalDataConnector), "external_data_connector", "external data connector")]
internal sealed class DeleteDirectoryItemTests<TItem>(string objectType, string noun)
    where TItem : DirectoryItem, new()
{
    private readonly Mock<IDirectoryRepository<TItem>> _repository = new();
    private readonly Mock<IAuditJournal> _journal = new();
    private readonly List<AuditRecord> _entries = [];
    private readonly List<long> _deleted = [];

    [SetUp]
    public void SetUp()
    {
        _repository.Setup(port => port.FindForChangeAsync(9, It.IsAny<CancellationToken>()))
            .ReturnsAsync(new TItem() with { Id = 9, Name = "gone" });
        _repository.Setup(port => port.DeleteAsync(It.IsAny<long>(), It.IsAny<CancellationToken>()))
            .Callback((long id, CancellationToken _) => _deleted.Add(id));
        _journal.Setup(port => port.AppendAsync(It.IsAny<AuditRecord>(), It.IsAny<CancellationToken>()))
            .Callback((AuditRecord entry, CancellationToken _) => _entries.Add(entry));
    }

    [Test]
    public async Task Handle_WhenNoAccountUsesIt_DeletesItAndTellsTheJournalWhatItHad()
    {
        await HandleAsync(9);

        Assert.That(_deleted, Is.EqualTo([9]));
        Assert.That(_entries, Has.Count.EqualTo(1));
        Assert.That((_entries[0].Action, _entries[0].ObjectType, _entries[0].ObjectId), Is.EqualTo(($"{objectType}.delete", objectType, 9L)));
        Assert.That(_entries[0].Changes, Does.Contain(new FieldChange("name", "gone", null)));
        Assert.That(_entries[0].Changes.Select(change => change.Old), Has.None.Null);
    }

    [TestCase(1, 0, "1 account uses this {0}: give it another one first.")]
    [TestCase(3, 0, "3 accounts use this {0}: give them another one first.")]
    [TestCase(1, 1, "1 deleted account uses this {0} (ID 11): restore it (accounts/restore), give it another one, and delete it again.")]
    [TestCase(2, 2, "2 deleted accounts use this {0} (IDs 11, 12): restore them (accounts/restore), give them another one, and delete them again.")]
    [TestCase(3, 1, "3 accounts use this {0}, 1 of them deleted (ID 11): give them another one first. Restore the deleted ones for that (accounts/restore); you can delete them again afterwards.")]
    [TestCase(9, 7, "9 accounts use this {0}, 7 of them deleted (IDs 11, 12, 13, 14, 15 and 2 more): give them another one first. Restore the deleted ones for that (accounts/restore); you can delete them again afterwards.")]
    public async Task Handle_WhenAccountsUseIt_RefusesWithTheirNumber(int total, int deleted, string message)
    {
        _repository.Setup(port => port.CountUsesAsync(9, It.IsAny<CancellationToken>())).ReturnsAsync(
            new UseCount(total, deleted, [.. Enumerable.Range(11, Math.Min(deleted, UseCount.MaxDeletedIds)).Select(id => (long)id)]));

        var refusal = await Refusal.OfAsync(() => HandleAsync(9));

        Assert.That(refusal.Summary(), Is.EqualTo("Conflict id:in_use"));
        Assert.That(refusal.Message, Is.EqualTo(string.Format(System.Globalization.CultureInfo.InvariantCulture, message, noun)));
        Assert.That((_deleted.Count, _entries.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task Handle_WhenUnknown_Refuses()
    {
        var refusal = await Refusal.OfAsync(() => HandleAsync(10));

        Assert.That((refusal.Summary(), refusal.Message), Is.EqualTo(("NotFound id:not_found", $"No {noun} has the ID 10.")));
        Assert.That((_deleted.Count, _entries.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public void Validate_WhenIdIsAbsent_TellsIt() =>
        Assert.That(new DeleteDirectoryItemValidator<TItem>().Check(new DeleteDirectoryItemCommand<TItem>()), Is.EqualTo(["id:missing"]));

    [TestCase(1, true)]
    [TestCase(0, false)]
    [TestCase(-1, false)]
    public void Validate_WhenId_AllowsPositiveOnes(long id, bool isAllowed) => Assert.That(
        new DeleteDirectoryItemValidator<TItem>().Check(new DeleteDirectoryItemCommand<TItem> { Id = id }),
        isAllowed ? Is.Empty : Is.EqualTo(["id:out_of_range"]));

    private Task<Unit> HandleAsync(long id) => new DeleteDirectoryItemHandler<TItem>(_repository.Object, _journal.Object)
        .Handle(new DeleteDirectoryItemCommand<TItem> { Id = id }, default);
}
