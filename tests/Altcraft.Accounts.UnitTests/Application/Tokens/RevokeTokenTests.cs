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
    private DateTime? _callerRevokedAt;

    [SetUp]
    public void SetUp()
    {
        _tokens.Setup(port => port.RevokeAsync(It.IsAny<IReadOnlyCollection<long>>(), It.IsAny<CancellationToken>()))
            .Callback((IReadOnlyCollection<long> ids, CancellationToken _) => _revoked.AddRange(ids));
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
        var refusal = await Refusal.OfAsync(() => HandleAsync([], others: 1));

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

    [Test]
    public async Task Handle_WhenTheCallerLacksAScopeOfTheToken_Refuses()
    {
        var refusal = await Refusal.OfAsync(() => HandleAsync([Token(Scope.All)], others: 1, granted: [Scope.Tokens, Scope.AuditRead]));

        Assert.That(refusal.Summary(), Is.EqualTo("Forbidden id:forbidden"));
        Assert.That(refusal.Errors.Single().Message, Is.EqualTo(
            "Your token does not have the scope \"*\", so it cannot revoke a token that has it."));
        Assert.That((_revoked.Count, _entries.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task Handle_WhenTheCallerHasTheScopes_Revokes()
    {
        await HandleAsync([Token(Scope.AuditRead)], others: 0, granted: [Scope.Tokens, Scope.AuditRead]);

        Assert.That(_revoked, Is.EqualTo([5]));
    }

    [Test]
    public async Task Handle_WithCreated_RevokesAllAndWritesARecordForEach()
    {
        var revoked = Token(Scope.AuditRead) with { Id = 6, RevokedAt = _clock.Now.UtcDateTime };

        await HandleAsync([Token(Scope.AuditRead), revoked, Token(Scope.Tokens) with { Id = 7 }], others: 0);

        Assert.That(_revoked, Is.EqualTo([5, 7]));
        Assert.That(_entries.Select(entry => entry.ObjectId), Is.EqualTo([5, 7]));
    }

    [Test]
    public async Task Handle_WithCreatedOfARevokedToken_RevokesTheOthers()
    {
        var revoked = Token(Scope.All) with { RevokedAt = _clock.Now.UtcDateTime };

        await HandleAsync([revoked, Token(Scope.AuditRead) with { Id = 6 }], others: 0);

        Assert.That(_revoked, Is.EqualTo([6]));
    }

    [Test]
    public async Task Handle_WithCreatedThatTheCallerCouldNotGrant_RevokesNothing()
    {
        var refusal = await Refusal.OfAsync(() => HandleAsync(
            [Token(Scope.AuditRead), Token(Scope.AccountsRead) with { Id = 6 }], others: 1, granted: [Scope.AuditRead]));

        Assert.That(refusal.Summary(), Is.EqualTo("Forbidden id:forbidden"));
        Assert.That(_revoked, Is.Empty);
    }

    [Test]
    public async Task Handle_WithCreatedThatAreTheLastToDoEverything_SaysThatTheCommandLineHelps()
    {
        var refusal = await Refusal.OfAsync(() => HandleAsync([Token(Scope.AuditRead), Token(Scope.All) with { Id = 6 }], others: 0));

        Assert.That(refusal.Message, Is.EqualTo("No active token with the scope \"*\" that does not expire would be left: "
            + "create one without expires_at on the command line first, or revoke these there."));
        Assert.That(_revoked, Is.Empty);
    }

    [Test]
    public async Task Handle_WhenTheCallerWasRevokedMeanwhile_Refuses()
    {
        _callerRevokedAt = _clock.Now.UtcDateTime;

        var refusal = await Refusal.OfAsync(() => HandleAsync([Token(Scope.AuditRead)], others: 1));

        Assert.That((refusal.Summary(), _revoked.Count), Is.EqualTo(("TokenRequired", 0)));
    }

    [TestCase(1, true)]
    [TestCase(0, false)]
    public void Validate_WhenId_AllowsPositiveOnes(long id, bool isAllowed) =>
        Assert.That(new RevokeTokenValidator().Check(new RevokeTokenCommand { Id = id }), isAllowed ? Is.Empty : Is.EqualTo(["id:out_of_range"]));

    [Test]
    public void Validate_WhenIdIsAbsent_TellsIt() => Assert.That(new RevokeTokenValidator().Check(new RevokeTokenCommand()), Is.EqualTo(["id:missing"]));

    private static ApiToken Token(string scope) => new() { Id = 5, Name = "t", Prefix = "aat_abcd", Scopes = [scope] };

    private Task HandleAsync(ApiToken found, int others, bool force = false) => HandleAsync([found], others, force);

    private async Task HandleAsync(IReadOnlyList<ApiToken> found, int others, bool force = false, params string[] granted)
    {
        var withCreated = found.Count > 1;
        var caller = Token(Scope.All) with { Id = 1, RevokedAt = _callerRevokedAt };
        _tokens.Setup(port => port.FindAsync(1, false, It.IsAny<CancellationToken>())).ReturnsAsync([caller]);
        _tokens.Setup(port => port.FindAsync(5, withCreated, It.IsAny<CancellationToken>())).ReturnsAsync(found);
        var isLasting = found.Any(token => token is { RevokedAt: null, ExpiresAt: null } && token.Scopes.Contains(Scope.All));
        _tokens
            .Setup(port => port.CountOtherAllPowerfulAsync(It.IsAny<IReadOnlyCollection<long>>(), isLasting, It.IsAny<CancellationToken>()))
            .ReturnsAsync(others);
        var context = new RequestContext { Caller = new Caller(1, "admin", granted.Length > 0 ? granted : [Scope.All], null) };
        await new RevokeTokenHandler(_tokens.Object, new TokenLock(_tokens.Object, context, _clock), _journal.Object, context, _clock)
            .Handle(new RevokeTokenCommand { Id = 5, WithCreated = withCreated, Force = force }, default);
    }
}
