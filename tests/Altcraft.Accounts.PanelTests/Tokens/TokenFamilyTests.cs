using System.Globalization;
using System.Resources;
using Altcraft.Accounts.Application.Tokens;
using Altcraft.Accounts.Domain.Tokens;
using Altcraft.Accounts.Panel.Tokens;

namespace Altcraft.Accounts.PanelTests.Tokens;

/// <summary>Which tokens go with another one, and the words for scopes.</summary>
internal sealed class TokenFamilyTests
{
    [Test]
    public void MadeBy_WhenOneIsRevokedInBetween_FindsTheActiveOnesBehindIt()
    {
        var family = new TokenFamily([Token(1, null), Token(2, 1, isActive: false), Token(3, 2), Token(4, 1), Token(5, null)]);

        Assert.That(family.MadeBy(1).Select(token => token.Id), Is.EquivalentTo([3L, 4L]));
        Assert.That(family.MadeBy(5), Is.Empty);
    }

    [Test]
    public void IsLastOfAll_WhenOthersAreRevokedOrMayLess_IsTrue()
    {
        var family = new TokenFamily(
            [Token(1, null, true, Scope.All), Token(2, 1, true, Scope.All), Token(3, null, false, Scope.All), Token(4, null, true, Scope.Tokens)]);

        Assert.That(family.IsLastOfAll(family.Find(1)!, withMade: false), Is.False);
        Assert.That(family.IsLastOfAll(family.Find(1)!, withMade: true), Is.True);
        Assert.That(family.IsLastOfAll(family.Find(2)!, withMade: true), Is.False);
        Assert.That(family.IsLastOfAll(family.Find(4)!, withMade: true), Is.False);
    }

    [TestCaseSource(typeof(Scope), nameof(Scope.Known))]
    public void Texts_WhenScopeIsShown_AreThere(string scope)
    {
        var texts = new ResourceManager(typeof(TokenTexts));
        string[] names = scope == Scope.All ? ["Scope.*", "ScopeHint.*"] : ["Scope." + scope, "ScopeHint." + scope, "Area." + scope.Split('.')[0]];

        Assert.That(names.Where(name => texts.GetString(name, CultureInfo.InvariantCulture) is null), Is.Empty);
    }

    private static TokenAnswer Token(long id, long? maker, bool isActive = true, params string[] scopes) =>
        new() { Id = id, Name = "n", Prefix = "p", Scopes = scopes, IsActive = isActive, CreatedBy = maker };
}
