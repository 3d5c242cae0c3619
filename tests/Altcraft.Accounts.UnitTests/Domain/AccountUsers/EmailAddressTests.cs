using Altcraft.Accounts.Domain.AccountUsers;

namespace Altcraft.Accounts.UnitTests.Domain.AccountUsers;

public sealed class EmailAddressTests
{
    [TestCase("steve@example.com", "steve@example.com")]
    [TestCase("Steve.Jones+news@EXAMPLE.Com", "Steve.Jones+news@example.com")]
    [TestCase("o'brien!#$%&*-/=?^_`{|}~@a-b.example", "o'brien!#$%&*-/=?^_`{|}~@a-b.example")]
    [TestCase("стив@почта.рф", "стив@xn--80a1acny.xn--p1ai")]
    [TestCase("1@2.de", "1@2.de")]
    [TestCase("steve@example.com.", "steve@example.com")]
    public void Parse_OfAnAddress_StoresTheHostInAscii(string text, string stored)
    {
        Assert.That(EmailAddress.TryParse(text, out var address, out _), Is.True);
        Assert.That(address, Is.EqualTo(stored));
        Assert.That(EmailAddress.TryParse(address, out var again, out _) && again == address, Is.True, "what is stored can be sent back");
    }

    [TestCase("steve", "bad_value")]
    [TestCase("@example.com", "bad_value")]
    [TestCase("steve@", "bad_value")]
    [TestCase("steve@example", "bad_value")]
    [TestCase("steve@localhost", "bad_value")]
    [TestCase("steve@127.0.0.1", "bad_value")]
    [TestCase("steve@[127.0.0.1]", "bad_value")]
    [TestCase("steve@@example.com", "bad_value")]
    [TestCase("a@b@example.com", "bad_value")]
    [TestCase(".steve@example.com", "bad_value")]
    [TestCase("steve.@example.com", "bad_value")]
    [TestCase("ste..ve@example.com", "bad_value")]
    [TestCase("ste ve@example.com", "bad_value")]
    [TestCase("steve\u00a0@example.com", "bad_value")]
    [TestCase("\"ste ve\"@example.com", "bad_value")]
    [TestCase("Steve <steve@example.com>", "bad_value")]
    [TestCase("a@example.com,b@example.com", "bad_value")]
    [TestCase("a@example.com;b@example.com", "bad_value")]
    [TestCase("steve@-example.com", "bad_value")]
    [TestCase("steve@exa_mple.com", "bad_value")]
    [TestCase("steve@example.com:25", "bad_value")]
    [TestCase("ste\u200dve@example.com", "bad_character")]
    [TestCase("steve@exam\u00adple.com", "bad_character")]
    public void Check_OfWhatIsNoAddress_SaysWhy(string text, string code) => Assert.That(EmailAddress.Check(text)?.Code, Is.EqualTo(code));

    [TestCase(64, 189, true)]
    [TestCase(65, 100, false)]
    [TestCase(64, 190, false)]
    public void Check_AtTheLimits_CountsCharacters(int local, int domain, bool isValid)
    {
        var host = string.Join('.', Enumerable.Repeat(new string('a', 60), 4))[..(domain - 4)].TrimEnd('.') + ".com";

        var problem = EmailAddress.Check($"{new string('x', local)}@{host.PadLeft(domain, 'b')}");

        Assert.That(problem is null, Is.EqualTo(isValid), problem?.Message);
    }
}
