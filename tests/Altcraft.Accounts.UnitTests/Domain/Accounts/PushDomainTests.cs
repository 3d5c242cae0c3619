using Altcraft.Accounts.Domain.Accounts;

namespace Altcraft.Accounts.UnitTests.Domain.Accounts;

internal sealed class PushDomainTests
{
    [TestCase("push.example.com", "push.example.com")]
    [TestCase("PUSH.Example.COM", "push.example.com")]
    [TestCase("push.example.com.", "push.example.com")]
    [TestCase("a.b", "a.b")]
    [TestCase("1push.2example.com", "1push.2example.com")]
    [TestCase("пуш.пример.рф", "xn--o1aip.xn--e1afmkfd.xn--p1ai")]
    [TestCase("Пуш.ПРИМЕР.РФ", "xn--o1aip.xn--e1afmkfd.xn--p1ai")]
    [TestCase("bücher.example", "xn--bcher-kva.example")]
    [TestCase("xn--bcher-kva.example", "xn--bcher-kva.example")]
    [TestCase("push。example。com", "push.example.com")]
    [TestCase("①.example.com", "1.example.com")]
    [TestCase("אבג.example", "xn--4dbcd.example")]
    [TestCase("א1.com", "xn--1-zhc.com")]
    public void TryParse_WhenHostName_GivesLowerCaseAscii(string text, string expected)
    {
        var isDomain = PushDomain.TryParse(text, out var domain, out _);

        Assert.That((isDomain, domain), Is.EqualTo((true, expected)));
    }

    [TestCase("https://push.example.com", "must not have a scheme")]
    [TestCase("push.example.com/path", "must not have a path")]
    [TestCase("push.example.com?query", "must not have a path")]
    [TestCase("push.example.com#part", "must not have a path")]
    [TestCase("push.example.com:443", "must not have a port")]
    [TestCase("127.0.0.1", "must not be an IP address")]
    [TestCase("127.1", "must not be an IP address")]
    [TestCase("2130706433", "must not be an IP address")]
    [TestCase("0x7f.0x1", "must not be an IP address")]
    [TestCase("::1", "must not be an IP address")]
    [TestCase("[::1]", "must not be an IP address")]
    [TestCase("1.2.3.4.5", "must not be an IP address")]
    [TestCase("push.example.0xff", "must not be an IP address")]
    [TestCase("localhost", "must have at least two labels")]
    [TestCase("push..com", "is not a valid host name")]
    [TestCase(".push.com", "is not a valid host name")]
    [TestCase("push.com..", "is not a valid host name")]
    [TestCase("-push.com", "is not a valid host name")]
    [TestCase("push-.com", "is not a valid host name")]
    [TestCase("pu_sh.com", "is not a valid host name")]
    [TestCase("*.example.com", "is not a valid host name")]
    [TestCase("push example.com", "is not a valid host name")]
    [TestCase("user@example.com", "is not a valid host name")]
    [TestCase("xn--a.example", "is not a valid host name")]
    [TestCase("1א.com", "must not mix what is written from right to left with what is not in a label")]
    [TestCase("xn--1-0hc.com", "must not mix what is written from right to left with what is not in a label")]
    [TestCase("1a.א.com", "must not mix what is written from right to left with what is not in a label")]
    [TestCase("אa.com", "must not mix what is written from right to left with what is not in a label")]
    [TestCase("aא.com", "must not mix what is written from right to left with what is not in a label")]
    [TestCase("א1\u0661.com", "must not mix what is written from right to left with what is not in a label")]
    [TestCase("نامه\u200Cای.example", "must not have invisible characters")]
    [TestCase("xn--mgba3gch31f060k.example", "must not have invisible characters")]
    public void TryParse_WhenNot_SaysWhy(string text, string reason)
    {
        var isDomain = PushDomain.TryParse(text, out var domain, out var problem);

        Assert.That((isDomain, domain, problem.Code), Is.EqualTo((false, string.Empty, ErrorCodes.BadValue)));
        Assert.That(problem.Message, Does.StartWith(reason).And.EndWith("send a host name such as \"push.example.com\", without scheme, port or path."));
    }

    [TestCase(63, true)]
    [TestCase(64, false)]
    public void TryParse_WhenLabelIsLong_AllowsSixtyThree(int length, bool isAllowed) =>
        Assert.That(PushDomain.TryParse(new string('a', length) + ".com", out _, out _), Is.EqualTo(isAllowed));

    [TestCase(253, true)]
    [TestCase(254, false)]
    public void TryParse_WhenNameIsLong_AllowsTwoHundredFiftyThree(int length, bool isAllowed)
    {
        var label = new string('a', 49) + ".";
        var name = string.Concat(Enumerable.Repeat(label, 5)) + new string('b', length - 250);

        Assert.That(name, Has.Length.EqualTo(length));
        Assert.That(PushDomain.TryParse(name, out _, out _), Is.EqualTo(isAllowed));
    }

    [Test]
    public void TryParse_WhenOnlyTheAsciiFormIsTooLong_Refuses()
    {
        var name = string.Concat(Enumerable.Repeat(new string('ж', 30) + ".", 7)) + "com";

        Assert.That(name, Has.Length.LessThan(253));
        Assert.That(PushDomain.TryParse(name, out _, out _), Is.False);
    }
}
