using Altcraft.Accounts.Domain.Accounts;

namespace Altcraft.Accounts.UnitTests.Domain.Accounts;

internal sealed class PaymentUrlTests
{
    [TestCase("https://pay.example.com/7", "https://pay.example.com/7")]
    [TestCase("http://pay.example.com", "http://pay.example.com")]
    [TestCase("HTTPS://PAY.EXAMPLE.COM:8443/a?b=c@d#e", "https://pay.example.com:8443/a?b=c@d#e")]
    [TestCase("https://pay.example.com:443/%7e%2f%D1%81?q=%26&r=1+2", "https://pay.example.com/~%2f%D1%81?q=%26&r=1+2")]
    [TestCase("https://pay.example.com?a", "https://pay.example.com/?a")]
    [TestCase("https://127.0.0.1/", "https://127.0.0.1/")]
    [TestCase("https://[::1]/", "https://[::1]/")]
    [TestCase("https://pay_1.example.com/", "https://pay_1.example.com/")]
    [TestCase("https://localhost/", "https://localhost/")]
    [TestCase("https://оплата.рф/счёт?№=7#да", "https://xn--80aa5alfu.xn--p1ai/%D1%81%D1%87%D1%91%D1%82?%E2%84%96=7#%D0%B4%D0%B0")]
    [TestCase("https://①.example.com/①", "https://1.example.com/%E2%91%A0")]
    [TestCase("https://①②⑦.⓪.⓪.①/", "https://127.0.0.1/")]
    [TestCase("https://EXAMPLE。com/", "https://example.com/")]
    [TestCase("https://example.com/❤\uFE0F", "https://example.com/%E2%9D%A4%EF%B8%8F")]
    public void TryParse_WhenAbsoluteWebAddress_ShowsWhereItLeads(string text, string url)
    {
        Assert.That((PaymentUrl.TryParse(text, out var canonical, out _), canonical), Is.EqualTo((true, url)));
        Assert.That((PaymentUrl.TryParse(canonical, out var again, out _), again), Is.EqualTo((true, url)), "the canonical form stays");
    }

    [TestCase("pay.example.com/7")]
    [TestCase("/7")]
    [TestCase("//pay.example.com/7")]
    [TestCase("ftp://pay.example.com/7")]
    [TestCase("javascript:alert(1)")]
    [TestCase("file:///etc/passwd")]
    [TestCase("https:pay.example.com")]
    [TestCase("https://")]
    [TestCase("https://pay example.com/")]
    [TestCase("https:\\\\pay.example.com")]
    [TestCase("https://pay.example.com/a\u00A0b")]
    public void Check_WhenNot_SaysWhatIsNeeded(string url) => Assert.That(
        PaymentUrl.Check(url),
        Is.EqualTo(new Problem(ErrorCodes.BadValue, "must be an absolute https or http URL, such as \"https://pay.example.com/7\".")));

    [TestCase("https://user@pay.example.com/")]
    [TestCase("https://user:secret@pay.example.com/")]
    [TestCase("https://@pay.example.com/")]
    [TestCase("https://:@pay.example.com/")]
    public void Check_WhenUserInfo_RefusesAndDoesNotRepeatIt(string url) =>
        Assert.That(PaymentUrl.Check(url), Is.EqualTo(new Problem(ErrorCodes.BadValue, "must not contain a user name or password.")));

    [TestCase("https://1א.com/", "must not mix what is written from right to left")]
    [TestCase("https://xn--1-0hc.com/", "must not mix what is written from right to left")]
    [TestCase("https://exa\u200Dmple.com/", "must not have invisible characters")]
    [TestCase("https://a℀b.example.com/", "is not a valid host name")]
    [TestCase("https://xn--a.example/", "is not a valid host name")]
    public void Check_WhenTheHostDoesNotShowWhatItIs_SaysWhy(string url, string reason) => Assert.That(
        PaymentUrl.Check(url)?.Message,
        Does.StartWith($"has a host that cannot be used, it {reason}").And.EndWith("; send a URL such as \"https://pay.example.com/7\"."));

    [Test]
    public void Check_WhenItIsTooLongOnlyAsItIsKept_SaysSo() => Assert.That(
        PaymentUrl.Check("https://pay.example.com/" + new string('ж', 400)),
        Is.EqualTo(new Problem(ErrorCodes.TooLong, "must have at most 2048 characters, percent-encoded; it has 2424.")));

    [TestCase(2048, true)]
    [TestCase(2049, false)]
    public void Check_WhenLong_AllowsTwoKibibytes(int length, bool isAllowed)
    {
        var url = "https://pay.example.com/".PadRight(length, 'x');

        Assert.That(PaymentUrl.Check(url)?.Code, Is.EqualTo(isAllowed ? null : ErrorCodes.TooLong));
    }
}
