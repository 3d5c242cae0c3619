using Altcraft.Accounts.Application.Tokens;
using Altcraft.Accounts.Domain.Tokens;

namespace Altcraft.Accounts.UnitTests.Application.Tokens;

internal sealed class TokenAuthenticatorTests
{
    private readonly Mock<ITokenRepository> _tokens = new();
    private readonly FixedClock _clock = new();
    private readonly string _secret = TokenSecret.New();
    private readonly List<long> _used = [];
    private int _lookUps;

    private DateTime Now => _clock.Now.UtcDateTime;

    private static ApiToken Token => new() { Id = 5, Name = "billing", Prefix = "aat_abcd", Scopes = [Scope.AccountsRead, Scope.Tokens] };

    [Test]
    public async Task Authenticate_WhenActive_GivesTheCaller()
    {
        var caller = await AuthenticateAsync(_secret, Token with { ExpiresAt = Now.AddTicks(1) });

        Assert.That((caller.TokenId, caller.TokenName), Is.EqualTo((5L, "billing")));
        Assert.That(caller.Scopes, Is.EquivalentTo([Scope.AccountsRead, Scope.Tokens]));
        Assert.That((caller.Has(Scope.AccountsRead), caller.Has(Scope.AccountsWrite)), Is.EqualTo((true, false)));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("aat_short")]
    [TestCase("secret")]
    public async Task Authenticate_WhenNotATokenAtAll_RefusesWithoutALookUp(string? secret)
    {
        var refusal = await Refusal.OfAsync(() => AuthenticateAsync(secret, Token));

        Assert.That((refusal.Summary(), _lookUps), Is.EqualTo(("TokenRequired", 0)));
    }

    [Test]
    public async Task Authenticate_WhenUnknownRevokedOrExpired_RefusesInOneWay()
    {
        var unknown = await Refusal.OfAsync(() => AuthenticateAsync(TokenSecret.New(), Token));
        var revoked = await Refusal.OfAsync(() => AuthenticateAsync(_secret, Token with { RevokedAt = Now }));
        var expired = await Refusal.OfAsync(() => AuthenticateAsync(_secret, Token with { ExpiresAt = Now }));

        Assert.That(new[] { unknown.Summary(), revoked.Summary(), expired.Summary() }, Is.All.EqualTo("TokenRequired"));
        Assert.That(new[] { unknown.Message, revoked.Message, expired.Message }.Distinct().Count(), Is.EqualTo(1));
        Assert.That(_used, Is.Empty);
    }

    [TestCase(null, true)]
    [TestCase(60, true)]
    [TestCase(61, true)]
    [TestCase(59, false)]
    public async Task Authenticate_WhenUsedBefore_NotesTheUseOnceAMinute(int? secondsAgo, bool isNoted)
    {
        await AuthenticateAsync(_secret, Token with { LastUsedAt = secondsAgo is { } seconds ? Now.AddSeconds(-seconds) : null });

        Assert.That(_used, Is.EqualTo(isNoted ? [5L] : Array.Empty<long>()));
    }

    private Task<Caller> AuthenticateAsync(string? secret, ApiToken token)
    {
        var hash = TokenSecret.Hash(_secret);
        _tokens.Setup(port => port.FindByHashAsync(It.IsAny<byte[]>(), It.IsAny<CancellationToken>()))
            .Callback(() => _lookUps++)
            .ReturnsAsync((byte[] asked, CancellationToken _) => asked.AsSpan().SequenceEqual(hash) ? token : null);
        _tokens.Setup(port => port.NoteUseAsync(It.IsAny<long>(), It.IsAny<CancellationToken>()))
            .Callback((long id, CancellationToken _) => _used.Add(id));
        return new TokenAuthenticator(_tokens.Object, _clock).AuthenticateAsync(secret, default);
    }
}
