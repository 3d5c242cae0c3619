using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.DirectoryEntries;
using MediatR;

namespace Altcraft.Accounts.UnitTests.Application.DirectoryEntries;

/// <summary>What saving does in all four areas; an area adds its command and what only it has.</summary>
/// <typeparam name="TCommand">The area's command.</typeparam>
/// <typeparam name="TEntry">The area's entry.</typeparam>
/// <typeparam name="TRepository">The area's port.</typeparam>
internal abstract class SaveEntryHandlerTests<TCommand, TEntry, TRepository>
    where TCommand : SaveEntryCommand
    where TEntry : DirectoryEntry
    where TRepository : class, IDirectoryRepository<TEntry>
{
    private readonly Mock<TRepository> _repository = new();
    private readonly Mock<IAuditJournal> _journal = new();

    protected TEntry? Added { get; private set; }

    protected TEntry? Updated { get; private set; }

    protected List<AuditEntry> Entries { get; } = [];

    /// <summary>The word of the area in the journal.</summary>
    protected abstract string ObjectType { get; }

    /// <summary>The area's noun in messages.</summary>
    protected abstract string Noun { get; }

    /// <summary>A create with every parameter.</summary>
    protected abstract TCommand Full { get; }

    /// <summary>What <see cref="Full"/> stores, at ID 9 and version 3.</summary>
    protected abstract TEntry Stored { get; }

    [SetUp]
    public void SetUp()
    {
        _repository.Setup(port => port.FindForChangeAsync(9, It.IsAny<CancellationToken>())).ReturnsAsync(() => Stored);
        _repository.Setup(port => port.AddAsync(It.IsAny<TEntry>(), It.IsAny<CancellationToken>()))
            .Callback((TEntry entry, CancellationToken _) => Added = entry)
            .ReturnsAsync(17);
        _repository.Setup(port => port.UpdateAsync(It.IsAny<TEntry>(), It.IsAny<CancellationToken>()))
            .Callback((TEntry entry, CancellationToken _) => Updated = entry);
        _journal.Setup(port => port.AppendAsync(It.IsAny<AuditEntry>(), It.IsAny<CancellationToken>()))
            .Callback((AuditEntry entry, CancellationToken _) => Entries.Add(entry));
    }

    [Test]
    public async Task Handle_WhenIdIsAbsent_CreatesAndTellsTheJournal()
    {
        var saved = await HandleAsync(Full);

        Assert.That(saved.Id, Is.EqualTo(17));
        Assert.That(Added!.Fields(), Is.EqualTo(Stored.Fields()));
        Assert.That((Added.Id, Updated), Is.EqualTo((0L, (TEntry?)null)));
        Assert.That(Entries, Has.Count.EqualTo(1));
        Assert.That((Entries[0].Action, Entries[0].ObjectType, Entries[0].ObjectId), Is.EqualTo(($"{ObjectType}.create", ObjectType, 17L)));
        Assert.That(
            Entries[0].Changes, Is.EqualTo(Stored.Fields().Select(field => new FieldChange(field.Key, null, field.Value))));
    }

    [Test]
    public async Task Handle_WhenACreateIsOnlyValidated_AnswersZero() =>
        Assert.That((await HandleAsync(Full with { Id = 0, ValidateOnly = true })).Id, Is.Zero);

    [Test]
    public async Task Handle_WhenNothingChanges_StoresNothing()
    {
        var saved = await HandleAsync(Full with { Id = 9 });

        Assert.That((saved.Id, Updated, Entries.Count), Is.EqualTo((9L, (TEntry?)null, 0)));
    }

    [Test]
    public async Task Handle_WhenNameChanges_StoresItAndTellsTheJournalOnlyThat()
    {
        var saved = await HandleAsync(Full with { Id = 9, Name = "renamed", Description = default, Version = 3 });

        Assert.That(saved.Id, Is.EqualTo(9));
        Assert.That((Updated!.Id, Updated.Name, Updated.Version, Updated.Description), Is.EqualTo((9L, "renamed", 3, "text")));
        Assert.That(Entries, Has.Count.EqualTo(1));
        Assert.That((Entries[0].Action, Entries[0].ObjectId), Is.EqualTo(($"{ObjectType}.update", 9L)));
        Assert.That(Entries[0].Changes, Is.EqualTo([new FieldChange("name", Stored.Name, "renamed")]));
    }

    [Test]
    public async Task Handle_WhenDescriptionIsNull_ClearsIt()
    {
        await HandleAsync(Full with { Id = 9, Description = Parameter<string>.Null });

        Assert.That(Updated!.Description, Is.Null);
    }

    [Test]
    public async Task Handle_WhenDescriptionIsEmpty_ClearsIt()
    {
        await HandleAsync(Full with { Id = 9, Description = string.Empty });

        Assert.That(Updated!.Description, Is.Null);
    }

    [Test]
    public async Task Handle_WhenEntryIsUnknown_Refuses()
    {
        var refusal = await Refusal.OfAsync(() => HandleAsync(Full with { Id = 10 }));

        Assert.That((refusal.Summary(), refusal.Message), Is.EqualTo(("NotFound id:not_found", $"No {Noun} has the ID 10.")));
        Assert.That(Entries, Is.Empty);
    }

    [TestCase(2)]
    [TestCase(4)]
    public async Task Handle_WhenVersionIsStale_Refuses(int version)
    {
        var refusal = await Refusal.OfAsync(() => HandleAsync(Full with { Id = 9, Name = "renamed", Version = version }));

        Assert.That(refusal.Summary(), Is.EqualTo("Conflict version:stale_version"));
        Assert.That(Updated, Is.Null);
    }

    protected Task<SavedId> HandleAsync(TCommand command) => Handler(_repository.Object, _journal.Object).Handle(command, default);

    protected abstract IRequestHandler<TCommand, SavedId> Handler(TRepository repository, IAuditJournal journal);
}
