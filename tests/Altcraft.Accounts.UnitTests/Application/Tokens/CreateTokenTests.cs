using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Tokens;
using Altcraft.Accounts.Domain.Tokens;

namespace Altcraft.Accounts.UnitTests.Application.Tokens;

internal sealed class CreateTokenTests
{
    private readonly Mock<ITokenRepository> _tokens = new();
    private readonly Mock<IAuditJournal> _journal = new();
    private readonly FixedClock _clock = new();
    private ApiToken? _added;
    private byte[] _hash = [];
    private AuditRecord? _entry;
    private DateTime? _callerExpiresAt;
    private DateTime? _callerRevokedAt;
    private int _active = 1;

    [SetUp]
    public void SetUp()
    {
        _tokens.Setup(port => port.CountActiveAsync(It.IsAny<CancellationToken>())).ReturnsAsync(() => _active);
        _tokens.Setup(port => port.FindAsync(1, false, It.IsAny<CancellationToken>())).ReturnsAsync(() =>
            [new ApiToken { Id = 1, Name = "admin", Prefix = "aat_abcd", Scopes = [], RevokedAt = _callerRevokedAt }]);
        _tokens.Setup(port => port.AddAsync(It.IsAny<ApiToken>(), It.IsAny<byte[]>(), It.IsAny<CancellationToken>()))
            .Callback((ApiToken token, byte[] hash, CancellationToken _) => (_added, _hash) = (token, hash))
            .ReturnsAsync(5);
        _journal.Setup(port => port.AppendAsync(It.IsAny<AuditRecord>(), It.IsAny<CancellationToken>()))
            .Callback((AuditRecord entry, CancellationToken _) => _entry = entry);
    }

    [Test]
    public async Task Handle_WhenAllowed_StoresTheHashAndAnswersTheSecret()
    {
        var created = await HandleAsync([Scope.All], Command(Scope.AuditRead, Scope.Tokens, Scope.AuditRead) with
        {
            ExpiresAt = new DateTimeOffset(2031, 1, 1, 3, 0, 0, TimeSpan.FromHours(3)),
        });

        Assert.That(created.Id, Is.EqualTo(5));
        Assert.That(TokenSecret.IsWellFormed(created.Secret), Is.True);
        Assert.That(_hash, Is.EqualTo(TokenSecret.Hash(created.Secret)));
        Assert.That(_added, Is.Not.Null);
        Assert.That((_added!.Id, _added.Name, _added.Prefix), Is.EqualTo((0L, "reader", created.Secret[..8])));
        Assert.That(_added.Scopes, Is.EqualTo([Scope.AuditRead, Scope.Tokens]));
        Assert.That(_added.ExpiresAt, Is.EqualTo(new DateTime(2031, 1, 1, 0, 0, 0, DateTimeKind.Utc)));
        Assert.That(_added.ExpiresAt!.Value.Kind, Is.EqualTo(DateTimeKind.Utc));
    }

    [Test]
    public async Task Handle_WhenAllowed_NeverPutsTheSecretIntoTheJournal()
    {
        var created = await HandleAsync([Scope.All], Command(Scope.AuditRead));

        Assert.That((_entry!.Action, _entry.ObjectType, _entry.ObjectId), Is.EqualTo(("token.create", "token", 5L)));
        Assert.That(_entry.Changes.Select(change => change.Field), Is.EqualTo(["name", "prefix", "scopes"]));
        Assert.That(_entry.Changes.Select(change => change.New?.ToString()), Has.None.Contains(created.Secret));
    }

    [Test]
    public async Task Handle_WhenNoExpiryIsSent_NeverExpires()
    {
        await HandleAsync([Scope.All], Command(Scope.AuditRead));

        Assert.That(_added!.ExpiresAt, Is.Null);
    }

    [Test]
    public async Task Handle_WhenCallerLacksScopes_RefusesAndTellsEach()
    {
        var refusal = await Refusal.OfAsync(() => HandleAsync([Scope.Tokens, Scope.AccountsRead], Command(Scope.AccountsRead, Scope.AccountsWrite, Scope.All)));

        Assert.That(refusal.Summary(), Is.EqualTo("Forbidden scopes:forbidden scopes:forbidden"));
        Assert.That(refusal.Errors.Select(error => error.Message), Is.EqualTo(
        [
            "Your token does not have the scope \"accounts.write\", so it cannot grant it.",
            "Your token does not have the scope \"*\", so it cannot grant it.",
        ]));
        Assert.That((_added, _entry), Is.EqualTo(((ApiToken?)null, (AuditRecord?)null)));
    }

    [Test]
    public async Task Handle_WhenCallerGrantsWhatItHas_Creates()
    {
        await HandleAsync([Scope.Tokens, Scope.AccountsRead], Command(Scope.AccountsRead));

        Assert.That(_added!.Scopes, Is.EqualTo([Scope.AccountsRead]));
    }

    [TestCase(0, true)]
    [TestCase(-1, true)]
    [TestCase(1, false)]
    [TestCase(null, false)]
    public async Task Handle_WhenTheCallerExpires_CreatesNothingThatLivesLonger(int? seconds, bool isAllowed)
    {
        _callerExpiresAt = _clock.Now.UtcDateTime.AddDays(1);
        var command = Command(Scope.AuditRead) with
        {
            ExpiresAt = seconds is { } later ? _clock.Now.AddDays(1).AddSeconds(later) : default(Parameter<DateTimeOffset>),
        };

        if (isAllowed)
        {
            await HandleAsync([Scope.AuditRead], command);
            Assert.That(_added!.ExpiresAt, Is.EqualTo(command.ExpiresAt.Value.UtcDateTime));
            return;
        }

        var refusal = await Refusal.OfAsync(() => HandleAsync([Scope.AuditRead], command));
        Assert.That(refusal.Summary(), Is.EqualTo("Forbidden expires_at:forbidden"));
        Assert.That(refusal.Errors.Single().Message, Is.EqualTo(
            "Your token expires at 2030-02-01T12:00:00Z, so it cannot create one that lives longer: send that or an earlier time."));
        Assert.That(_added, Is.Null);
    }

    [Test]
    public async Task Handle_WhenTheCallerLacksAScopeAndExpires_TellsBoth()
    {
        _callerExpiresAt = _clock.Now.UtcDateTime.AddDays(1);

        var refusal = await Refusal.OfAsync(() => HandleAsync([Scope.Tokens], Command(Scope.All)));

        Assert.That(refusal.Summary(), Is.EqualTo("Forbidden scopes:forbidden expires_at:forbidden"));
    }

    [Test]
    public async Task Handle_WhenCreated_RemembersTheCreator()
    {
        await HandleAsync([Scope.All], Command(Scope.AuditRead));

        Assert.That(_added!.CreatedBy, Is.EqualTo(1));
    }

    [Test]
    public async Task Handle_WhenTheCallerWasRevokedMeanwhile_Refuses()
    {
        _callerRevokedAt = _clock.Now.UtcDateTime;

        var refusal = await Refusal.OfAsync(() => HandleAsync([Scope.All], Command(Scope.AuditRead)));

        Assert.That(refusal.Summary(), Is.EqualTo("TokenRequired"));
        Assert.That(_added, Is.Null);
    }

    [TestCase(999, true)]
    [TestCase(1000, false)]
    public async Task Handle_WhenThereAreManyTokens_StopsAtAThousand(int active, bool isAllowed)
    {
        _active = active;

        if (isAllowed)
        {
            await HandleAsync([Scope.All], Command(Scope.AuditRead));
            Assert.That(_added, Is.Not.Null);
            return;
        }

        var refusal = await Refusal.OfAsync(() => HandleAsync([Scope.All], Command(Scope.AuditRead)));
        Assert.That((refusal.Failure, _added), Is.EqualTo((Failure.Conflict, (ApiToken?)null)));
        Assert.That(refusal.Errors.Single().Message, Does.Contain("1000 active tokens"));
    }

    [Test]
    public void Validate_WhenNothingIsThere_TellsTheRequiredParameters() =>
        Assert.That(new CreateTokenValidator(_clock).Check(new CreateTokenCommand()), Is.EqualTo(["name:missing", "scopes:missing"]));

    [Test]
    public void Validate_WhenScopesAreEmpty_TellsIt() => Assert.That(new CreateTokenValidator(_clock).Check(Command()), Is.EqualTo(["scopes:missing"]));

    [Test]
    public void Validate_WhenAScopeIsUnknown_NamesTheNearest()
    {
        var problem = new CreateTokenValidator(_clock).Validate(Command(Scope.AuditRead, "acounts.read")).Errors.Single();

        Assert.That((problem.PropertyName, problem.ErrorCode), Is.EqualTo(("scopes", ErrorCodes.BadValue)));
        Assert.That(problem.ErrorMessage, Does.EndWith("it is \"acounts.read\". Did you mean \"accounts.read\"?"));
    }

    [Test]
    public void Validate_WhenScopesAreUnknown_TellsEachOnce()
    {
        var problems = new CreateTokenValidator(_clock).Validate(Command("accounts.raed", "nonsense", Scope.AuditRead, "nonsense")).Errors;

        Assert.That(problems.Select(problem => (problem.PropertyName, problem.ErrorCode)), Is.All.EqualTo(("scopes", ErrorCodes.BadValue)));
        Assert.That(problems.Select(problem => problem.ErrorMessage.Split("it is ")[1]), Is.EqualTo(
            ["\"accounts.raed\". Did you mean \"accounts.read\"?", "\"nonsense\"."]));
    }

    [TestCase(0, false)]
    [TestCase(-1, false)]
    [TestCase(1, true)]
    [TestCase(3_155_673_600, true, Description = "100 years, 24 of them leap years")]
    [TestCase(3_155_673_601, false)]
    public void Validate_WhenExpiry_AllowsTheFutureForACentury(long seconds, bool isAllowed) => Assert.That(
        new CreateTokenValidator(_clock).Check(Command(Scope.All) with { ExpiresAt = _clock.Now.AddSeconds(seconds) }),
        isAllowed ? Is.Empty : Is.EqualTo(["expires_at:out_of_range"]));

    [Test]
    public void Validate_WhenNameIsTooLong_TellsIt() =>
        Assert.That(new CreateTokenValidator(_clock).Check(Command(Scope.All) with { Name = new string('x', 65) }), Is.EqualTo(["name:too_long"]));

    private static CreateTokenCommand Command(params string[] scopes) => new() { Name = "reader", Scopes = Parameter<IReadOnlyList<string>>.Of(scopes) };

    private Task<CreatedToken> HandleAsync(string[] granted, CreateTokenCommand command)
    {
        var context = new RequestContext { Caller = new Caller(1, "admin", granted, _callerExpiresAt) };
        var tokenLock = new TokenLock(_tokens.Object, context, _clock);
        return new CreateTokenHandler(_tokens.Object, tokenLock, _journal.Object, context).Handle(command, default);
    }
}
