using System.Security.Cryptography;
using System.Text;
using Altcraft.Accounts.Domain.Tokens;

namespace Altcraft.Accounts.UnitTests.Domain.Tokens;

internal sealed class TokenSecretTests
{
    [Test]
    public void New_WhenCalled_IsWellFormed()
    {
        var secret = TokenSecret.New();

        Assert.That(secret, Does.Match("^aat_[A-Za-z0-9_-]{43}$"));
        Assert.That(TokenSecret.IsWellFormed(secret), Is.True);
    }

    [Test]
    public void New_WhenCalledOften_NeverRepeats() =>
        Assert.That(Enumerable.Range(0, 1000).Select(_ => TokenSecret.New()), Is.Unique);

    [Test]
    public void Hash_WhenAnyText_IsItsSha256() =>
        Assert.That(TokenSecret.Hash("aat_x"), Is.EqualTo(SHA256.HashData(Encoding.UTF8.GetBytes("aat_x"))).And.Length.EqualTo(32));

    [Test]
    public void ShownPrefix_WhenSecret_IsItsFirstEightCharacters() => Assert.That(TokenSecret.ShownPrefix("aat_abcdefgh"), Is.EqualTo("aat_abcd"));

    [TestCase("")]
    [TestCase("aat_")]
    [TestCase("aat_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", Description = "one too short")]
    [TestCase("aat_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", Description = "one too long")]
    [TestCase("AAT_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", Description = "upper case")]
    [TestCase("aat_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA+", Description = "plain base64")]
    [TestCase("aat_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAé", Description = "not ASCII")]
    public void IsWellFormed_WhenAnotherShape_IsFalse(string text) => Assert.That(TokenSecret.IsWellFormed(text), Is.False);

    [TestCase("aat_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", true)]
    [TestCase("see aat_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.", true)]
    [TestCase("aat_aat_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", true, Description = "behind another beginning")]
    [TestCase("aat_ aat_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", true)]
    [TestCase("aat_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", false, Description = "one too short")]
    [TestCase("aat_AAAAAAAAAAAAAAAAAAAAAA AAAAAAAAAAAAAAAAAAAAAA", false)]
    [TestCase("aat_", false)]
    [TestCase("", false)]
    public void IsIn_WhenText_SaysWhetherASecretCouldBeTakenFromIt(string text, bool isIn) => Assert.That(TokenSecret.IsIn(text), Is.EqualTo(isIn));
}
