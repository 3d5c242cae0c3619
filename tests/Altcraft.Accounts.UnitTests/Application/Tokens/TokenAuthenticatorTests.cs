using Altcraft.Accounts.Application.Tokens;
using Altcraft.Accounts.Domain.Tokens;

namespace Altcraft.Accounts.UnitTests.Application.Tokens;

internal sealed class TokenAuthenticatorTests
{
    private readonly Mock<ITokenRepository> _tokens = new();
    private readonly FixedClock _clock = new();
    private readonly RequestContext _context = new();
    private readonly string _secret = TokenSecret.New();
    private readonly List<long> _used = [];
    private int _lookUps;

    private DateTime Now => _clock.Now.UtcDateTime;

    private static ApiToken Token => new() { Id = 5, Name = "billing", Prefix = "aat_abcd", Scopes = [Scope.AccountsRead, Scope.Tokens] };

    [Test]
    public async Task Find_WhenActive_GivesTheCaller()
    {
        var caller = (await FindAsync(_secret, Token with { ExpiresAt = Now.AddTicks(1) }))!;

        Assert.That((caller.TokenId, caller.TokenName, caller.ExpiresAt), Is.EqualTo((5L, "billing", Now.AddTicks(1))));
        Assert.That(caller.Scopes, Is.EquivalentTo([Scope.AccountsRead, Scope.Tokens]));
        Assert.That((caller.Has(Scope.AccountsRead), caller.Has(Scope.AccountsWrite)), Is.EqualTo((true, false)));
    }

    [TestCase("")]
    [TestCase("aat_short")]
    [TestCase("secret")]
    public async Task Find_WhenNotATokenAtAll_FindsNobodyWithoutALookUp(string secret)
    {
        var caller = await FindAsync(secret, Token);

        Assert.That((caller, _lookUps), Is.EqualTo(((Caller?)null, 0)));
    }

    [Test]
    public async Task Find_WhenUnknownRevokedOrExpired_FindsNobody()
    {
        Assert.That(await FindAsync(TokenSecret.New(), Token), Is.Null);
        Assert.That(_context.InactiveTokenId, Is.Null);
        Assert.That(await FindAsync(_secret, Token with { RevokedAt = Now }), Is.Null);
        Assert.That(_context.InactiveTokenId, Is.EqualTo(5), "for the log");
        Assert.That(await FindAsync(_secret, Token with { Id = 6, ExpiresAt = Now }), Is.Null);
        Assert.That(_context.InactiveTokenId, Is.EqualTo(6));
        Assert.That(_used, Is.Empty);
    }

    [TestCase(null, true)]
    [TestCase(60, true)]
    [TestCase(61, true)]
    [TestCase(59, false)]
    public async Task Find_WhenUsedBefore_NotesTheUseOnceAMinute(int? secondsAgo, bool isNoted)
    {
        await FindAsync(_secret, Token with { LastUsedAt = secondsAgo is { } seconds ? Now.AddSeconds(-seconds) : null });

        Assert.That(_used, Is.EqualTo(isNoted ? [5L] : Array.Empty<long>()));
    }

    private Task<Caller?> FindAsync(string secret, ApiToken token)
    {
        var hash = TokenSecret.Hash(_secret);
        _tokens.Setup(port => port.FindByHashAsync(It.IsAny<byte[]>(), It.IsAny<CancellationToken>()))
            .Callback(() => _lookUps++)
            .ReturnsAsync((byte[] asked, CancellationToken _) => asked.AsSpan().SequenceEqual(hash) ? token : null);
        _tokens.Setup(port => port.NoteUseAsync(It.IsAny<long>(), It.IsAny<CancellationToken>()))
            .Callback((long id, CancellationToken _) => _used.Add(id));
        return new TokenAuthenticator(_tokens.Object, _context, _clock).FindCallerAsync(secret, default);
    }
}
