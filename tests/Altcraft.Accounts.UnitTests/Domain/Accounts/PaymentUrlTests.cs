using Altcraft.Accounts.Domain.Accounts;

namespace Altcraft.Accounts.UnitTests.Domain.Accounts;

internal sealed class PaymentUrlTests
{
    [TestCase("https://pay.example.com/7")]
    [TestCase("http://pay.example.com")]
    [TestCase("HTTPS://PAY.EXAMPLE.COM:8443/a?b=c@d#e")]
    [TestCase("https://127.0.0.1/")]
    [TestCase("https://[::1]/")]
    [TestCase("https://оплата.рф/счёт")]
    public void Check_WhenAbsoluteWebAddress_Accepts(string url) => Assert.That(PaymentUrl.Check(url), Is.Null);

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
    public void Check_WhenNot_SaysWhatIsNeeded(string url) => Assert.That(
        PaymentUrl.Check(url),
        Is.EqualTo(new Problem(ErrorCodes.BadValue, "must be an absolute https or http URL, such as \"https://pay.example.com/7\".")));

    [TestCase("https://user@pay.example.com/")]
    [TestCase("https://user:secret@pay.example.com/")]
    [TestCase("https://@pay.example.com/")]
    [TestCase("https://:@pay.example.com/")]
    public void Check_WhenUserInfo_RefusesAndDoesNotRepeatIt(string url) =>
        Assert.That(PaymentUrl.Check(url), Is.EqualTo(new Problem(ErrorCodes.BadValue, "must not contain a user name or password.")));

    [TestCase(2048, true)]
    [TestCase(2049, false)]
    public void Check_WhenLong_AllowsTwoKibibytes(int length, bool isAllowed)
    {
        var url = "https://pay.example.com/".PadRight(length, 'x');

        Assert.That(PaymentUrl.Check(url)?.Code, Is.EqualTo(isAllowed ? null : ErrorCodes.TooLong));
    }
}
