using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Tokens;
using Altcraft.Accounts.Domain.Tokens;

namespace Altcraft.Accounts.UnitTests.Application.Tokens;

internal sealed class RevokeTokenTests
{
    private readonly Mock<ITokenRepository> _tokens = new();
    private readonly Mock<IAuditJournal> _journal = new();
    private readonly FixedClock _clock = new();
    private readonly List<long> _revoked = [];
    private readonly List<AuditRecord> _entries = [];

    [SetUp]
    public void SetUp()
    {
        _tokens.Setup(port => port.RevokeAsync(It.IsAny<long>(), It.IsAny<CancellationToken>()))
            .Callback((long id, CancellationToken _) => _revoked.Add(id));
        _journal.Setup(port => port.AppendAsync(It.IsAny<AuditRecord>(), It.IsAny<CancellationToken>()))
            .Callback((AuditRecord entry, CancellationToken _) => _entries.Add(entry));
    }

    [Test]
    public async Task Handle_WhenActive_RevokesAndTellsTheJournal()
    {
        await HandleAsync(Token(Scope.AuditRead), others: 0);

        Assert.That(_revoked, Is.EqualTo([5]));
        Assert.That(_entries, Has.Count.EqualTo(1));
        Assert.That((_entries[0].Action, _entries[0].ObjectType, _entries[0].ObjectId), Is.EqualTo(("token.revoke", "token", 5L)));
        Assert.That(_entries[0].Changes, Is.EqualTo([new FieldChange("is_active", true, false)]));
    }

    [Test]
    public async Task Handle_WhenRevokedAlready_SucceedsAndStoresNothing()
    {
        await HandleAsync(Token(Scope.All) with { RevokedAt = _clock.Now.UtcDateTime }, others: 0);

        Assert.That((_revoked.Count, _entries.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task Handle_WhenUnknown_Refuses()
    {
        var refusal = await Refusal.OfAsync(() => HandleAsync(null, others: 1));

        Assert.That(refusal.Summary(), Is.EqualTo("NotFound id:not_found"));
    }

    [Test]
    public async Task Handle_WhenItIsTheLastThatCanDoEverything_Refuses()
    {
        var refusal = await Refusal.OfAsync(() => HandleAsync(Token(Scope.All), others: 0));

        Assert.That(refusal.Summary(), Is.EqualTo("Conflict id:in_use"));
        Assert.That((_revoked.Count, _entries.Count), Is.EqualTo((0, 0)));
    }

    [TestCase(true, "This is the last active token with the scope \"*\" that does not expire: create another one without expires_at first, ")]
    [TestCase(false, "This is the last active token with the scope \"*\": create another one first, ")]
    public async Task Handle_WhenItIsTheLastOfItsKind_SaysWhichToMake(bool isLasting, string message)
    {
        DateTime? expiry = isLasting ? null : _clock.Now.UtcDateTime.AddDays(1);

        var refusal = await Refusal.OfAsync(() => HandleAsync(Token(Scope.All) with { ExpiresAt = expiry }, others: 0));

        Assert.That(refusal.Message, Is.EqualTo(message + "or revoke it on the command line."));
    }

    [Test]
    public async Task Handle_WhenAnotherCanDoEverything_Revokes()
    {
        await HandleAsync(Token(Scope.All), others: 1);

        Assert.That(_revoked, Is.EqualTo([5]));
    }

    [Test]
    public async Task Handle_WhenTheCommandLineAsks_RevokesTheLastOne()
    {
        await HandleAsync(Token(Scope.All), others: 0, force: true);

        Assert.That(_revoked, Is.EqualTo([5]));
    }

    [Test]
    public async Task Handle_WhenExpired_RevokesThoughNoOtherIsLeft()
    {
        await HandleAsync(Token(Scope.All) with { ExpiresAt = _clock.Now.UtcDateTime }, others: 0);

        Assert.That(_revoked, Is.EqualTo([5]));
    }

    [TestCase(1, true)]
    [TestCase(0, false)]
    public void Validate_WhenId_AllowsPositiveOnes(long id, bool isAllowed) =>
        Assert.That(new RevokeTokenValidator().Check(new RevokeTokenCommand { Id = id }), isAllowed ? Is.Empty : Is.EqualTo(["id:out_of_range"]));

    [Test]
    public void Validate_WhenIdIsAbsent_TellsIt() => Assert.That(new RevokeTokenValidator().Check(new RevokeTokenCommand()), Is.EqualTo(["id:missing"]));

    private static ApiToken Token(string scope) => new() { Id = 5, Name = "t", Prefix = "aat_abcd", Scopes = [scope] };

    private async Task HandleAsync(ApiToken? found, int others, bool force = false)
    {
        _tokens.Setup(port => port.FindForChangeAsync(5, It.IsAny<CancellationToken>())).ReturnsAsync(found);
        var isLasting = found is { ExpiresAt: null };
        _tokens.Setup(port => port.CountOtherAllPowerfulAsync(5, isLasting, It.IsAny<CancellationToken>())).ReturnsAsync(others);
        await new RevokeTokenHandler(_tokens.Object, _journal.Object, _clock)
            .Handle(new RevokeTokenCommand { Id = 5, Force = force }, default);
    }
}
