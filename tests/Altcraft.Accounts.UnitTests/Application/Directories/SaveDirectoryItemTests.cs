using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Directories;
using Altcraft.Accounts.Application.WebVersionPolicies;
using Altcraft.Accounts.Domain.WebVersionPolicies;

namespace Altcraft.Accounts.UnitTests.Application.Directories;

/// <summary>What saving does, whatever the kind of item. A policy stands for all: its noun is not its object type.</summary>
internal sealed class SaveDirectoryItemTests
{
    private const string ObjectType = "web_version_policy";
    private const string Noun = "web-version policy";

    private static readonly SaveWebVersionPolicyCommand Full = new() { Name = "month", Description = "text", RetentionDays = 30 };

    private static readonly WebVersionPolicy Stored = new() { Id = 9, Version = 3, Name = "month", Description = "text", RetentionDays = 30 };

    private readonly Mock<IDirectoryRepository<WebVersionPolicy>> _repository = new();
    private readonly Mock<IAuditJournal> _journal = new();
    private readonly List<AuditRecord> _entries = [];
    private WebVersionPolicy? _added;
    private WebVersionPolicy? _updated;

    [SetUp]
    public void SetUp()
    {
        _repository.Setup(port => port.FindForChangeAsync(9, It.IsAny<CancellationToken>())).ReturnsAsync(() => Stored);
        _repository.Setup(port => port.AddAsync(It.IsAny<WebVersionPolicy>(), It.IsAny<CancellationToken>()))
            .Callback((WebVersionPolicy item, CancellationToken _) => _added = item)
            .ReturnsAsync(17);
        _repository.Setup(port => port.UpdateAsync(It.IsAny<WebVersionPolicy>(), It.IsAny<CancellationToken>()))
            .Callback((WebVersionPolicy item, CancellationToken _) => _updated = item);
        _journal.Setup(port => port.AppendAsync(It.IsAny<AuditRecord>(), It.IsAny<CancellationToken>()))
            .Callback((AuditRecord entry, CancellationToken _) => _entries.Add(entry));
    }

    [Test]
    public async Task Handle_WhenIdIsAbsent_CreatesAndTellsTheJournal()
    {
        var saved = await HandleAsync(Full);

        Assert.That(saved.Id, Is.EqualTo(17));
        Assert.That(_added!.Fields(), Is.EqualTo(Stored.Fields()));
        Assert.That((_added.Id, _updated), Is.EqualTo((0L, (WebVersionPolicy?)null)));
        Assert.That(_entries, Has.Count.EqualTo(1));
        Assert.That((_entries[0].Action, _entries[0].ObjectType, _entries[0].ObjectId), Is.EqualTo(($"{ObjectType}.create", ObjectType, 17L)));
        Assert.That(
            _entries[0].Changes, Is.EqualTo(Stored.Fields().Select(field => new FieldChange(field.Key, null, field.Value))));
    }

    [Test]
    public async Task Handle_WhenACreateIsOnlyValidated_AnswersZero() =>
        Assert.That((await HandleAsync(Full with { Id = 0, ValidateOnly = true })).Id, Is.Zero);

    [Test]
    public async Task Handle_WhenNothingChanges_StoresNothing()
    {
        var saved = await HandleAsync(Full with { Id = 9 });

        Assert.That((saved.Id, _updated, _entries.Count), Is.EqualTo((9L, (WebVersionPolicy?)null, 0)));
    }

    [Test]
    public async Task Handle_WhenNameChanges_StoresItAndTellsTheJournalOnlyThat()
    {
        var saved = await HandleAsync(Full with { Id = 9, Name = "renamed", Description = default, Version = 3 });

        Assert.That(saved.Id, Is.EqualTo(9));
        Assert.That((_updated!.Id, _updated.Name, _updated.Version, _updated.Description), Is.EqualTo((9L, "renamed", 3, "text")));
        Assert.That(_entries, Has.Count.EqualTo(1));
        Assert.That((_entries[0].Action, _entries[0].ObjectId), Is.EqualTo(($"{ObjectType}.update", 9L)));
        Assert.That(_entries[0].Changes, Is.EqualTo([new FieldChange("name", Stored.Name, "renamed")]));
    }

    [Test]
    public async Task Handle_WhenDescriptionIsNull_ClearsIt()
    {
        await HandleAsync(Full with { Id = 9, Description = Parameter<string>.Null });

        Assert.That(_updated!.Description, Is.Null);
    }

    [Test]
    public async Task Handle_WhenDescriptionIsEmpty_ClearsIt()
    {
        await HandleAsync(Full with { Id = 9, Description = string.Empty });

        Assert.That(_updated!.Description, Is.Null);
    }

    [Test]
    public async Task Handle_WhenItemIsUnknown_Refuses()
    {
        var refusal = await Refusal.OfAsync(() => HandleAsync(Full with { Id = 10 }));

        Assert.That((refusal.Summary(), refusal.Message), Is.EqualTo(("NotFound id:not_found", $"No {Noun} has the ID 10.")));
        Assert.That(_entries, Is.Empty);
    }

    [TestCase(2)]
    [TestCase(4)]
    public async Task Handle_WhenVersionIsStale_Refuses(int version)
    {
        var refusal = await Refusal.OfAsync(() => HandleAsync(Full with { Id = 9, Name = "renamed", Version = version }));

        Assert.That(refusal.Summary(), Is.EqualTo("Conflict version:stale_version"));
        Assert.That(_updated, Is.Null);
    }

    [Test]
    public void Validate_WhenSharedParametersAreWrong_TellsEach() => Assert.That(
        Check(new() { Id = -1, Name = "42", Description = new string('x', 1001), Version = 0 }),
        Is.EqualTo(["id:out_of_range", "name:bad_value", "description:too_long", "version:out_of_range"]));

    [Test]
    public void Validate_WhenVersionComesWithoutAnId_TellsIt() =>
        Assert.That(Check(new() { Name = "month", Version = 3 }), Is.EqualTo(["version:bad_value"]));

    [Test]
    public void Validate_WhenOnlyTheNameIsThere_Accepts() => Assert.That(Check(new() { Name = "month" }), Is.Empty);

    [Test]
    public void Validate_WhenNothingIsThere_TellsTheName() => Assert.That(Check(new()), Is.EqualTo(["name:missing"]));

    private static IReadOnlyList<string> Check(SaveWebVersionPolicyCommand command) => new SaveWebVersionPolicyValidator().Check(command);

    private Task<SavedId> HandleAsync(SaveWebVersionPolicyCommand command) =>
        new SaveWebVersionPolicyHandler(_repository.Object, _journal.Object).Handle(command, default);
}
