using Altcraft.Accounts.Domain.Tokens;

namespace Altcraft.Accounts.UnitTests.Domain.Tokens;

internal sealed class ApiTokenTests
{
    private static readonly DateTime Now = new(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [TestCase(null, null, true)]
    [TestCase(null, 1, true)]
    [TestCase(null, 0, false, Description = "expires at this very moment")]
    [TestCase(null, -1, false)]
    [TestCase(-1, null, false)]
    [TestCase(-1, 1, false)]
    public void IsActive_WhenNeitherRevokedNorExpired_IsTrue(int? revoked, int? expires, bool expected)
    {
        var token = new ApiToken { Name = "t", Prefix = "aat_abcd", Scopes = [], RevokedAt = At(revoked), ExpiresAt = At(expires) };

        Assert.That(token.IsActive(Now), Is.EqualTo(expected));
    }

    private static DateTime? At(int? seconds) => seconds is { } offset ? Now.AddSeconds(offset) : null;
}
