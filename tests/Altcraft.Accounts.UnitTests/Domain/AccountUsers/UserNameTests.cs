using Altcraft.Accounts.Domain.AccountUsers;

namespace Altcraft.Accounts.UnitTests.Domain.AccountUsers;

public sealed class UserNameTests
{
    [TestCase("steve")]
    [TestCase("Стив-2")]
    [TestCase("a.b_c")]
    public void Check_OfAName_AcceptsIt(string name) => Assert.That(UserName.Check(name), Is.Null);

    [TestCase("ste ve", "bad_character", "space")]
    [TestCase("steve@acme", "bad_character", "before the \"@\"")]
    [TestCase("steve@", "bad_character", "before the \"@\"")]
    [TestCase("...", "bad_value", "letter or digit")]
    [TestCase("stevе", "bad_character", "Cyrillic")]
    [TestCase("ste\u200dve", "bad_character", "invisible")]
    public void Check_OfWhatIsNoName_SaysWhy(string name, string code, string message)
    {
        var problem = UserName.Check(name);

        Assert.That(problem?.Code, Is.EqualTo(code));
        Assert.That(problem?.Message, Does.Contain(message));
    }

    [TestCase(64, true)]
    [TestCase(65, false)]
    public void Check_AtTheLongest_CountsCharacters(int length, bool isValid) =>
        Assert.That(UserName.Check(new string('ж', length)) is null, Is.EqualTo(isValid));
}
