using Altcraft.Accounts.Domain.AccountUsers;

namespace Altcraft.Accounts.UnitTests.Domain.AccountUsers;

internal sealed class ClientPlatformTests
{
    [TestCase("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36", "Windows")]
    [TestCase("Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1.19041.1", "Windows")]
    [TestCase("aws-cli/2.15.30 Python/3.11.8 Windows/10 exe/AMD64 prompt/off command/s3.ls", "Windows")]
    [TestCase("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4.1 Safari/605.1.15", "macOS")]
    [TestCase("Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0", "Linux")]
    [TestCase("Wget/1.21.3 (linux-gnu)", "Linux")]
    [TestCase("Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36", "Android")]
    [TestCase("Dalvik/2.1.0 (Linux; U; Android 13; SM-S911B Build/TP1A.220624.014)", "Android")]
    [TestCase("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1", "iOS")]
    [TestCase("Mozilla/5.0 (iPad; CPU OS 12_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/12.1.2 Mobile/15E148 Safari/604.1", "iOS")]
    [TestCase("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36", "ChromeOS")]
    public void Of_WhenSystemIsNamed_TellsIt(string userAgent, string expected)
    {
        Assert.That(ClientPlatform.Of(userAgent), Is.EqualTo(expected));
        Assert.That(ClientPlatform.IsSystem(expected), Is.True);
    }

    [TestCase("curl/8.5.0", "curl")]
    [TestCase("python-requests/2.32.3", "python-requests")]
    [TestCase("Go-http-client/2.0", "Go-http-client")]
    [TestCase("Microsoft_Office/16.0", "Microsoft_Office", Description = "has the letters of CrOS")]
    [TestCase("PostmanRuntime/7.42.0", "PostmanRuntime")]
    [TestCase("Apache-HttpClient/4.5.14 (Java/17.0.9)", "Apache-HttpClient")]
    [TestCase("axios", "axios")]
    public void Of_WhenOnlyTheProgramIsNamed_TellsIt(string userAgent, string expected)
    {
        Assert.That(ClientPlatform.Of(userAgent), Is.EqualTo(expected));
        Assert.That(ClientPlatform.IsSystem(expected), Is.False);
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase(" curl/8.5.0")]
    [TestCase("/8.5.0")]
    [TestCase("Mozilla/5.0 (PlayStation; PlayStation 5/2.26)")]
    [TestCase("example.com/1.0", Description = "would become a link")]
    [TestCase("<b>curl</b>")]
    [TestCase("curl\r\nBcc:")]
    [TestCase("сurl/8.5.0", Description = "a Cyrillic letter")]
    public void Of_WhenNothingSaneIsNamed_TellsNothing(string? userAgent) => Assert.That(ClientPlatform.Of(userAgent), Is.Null);

    [TestCase(40, true)]
    [TestCase(41, false)]
    public void Of_WhenTheProgramsNameIsLong_AllowsTheLimit(int length, bool isAllowed)
    {
        var name = new string('a', length);

        Assert.That(ClientPlatform.Of(name + "/1"), Is.EqualTo(isAllowed ? name : null));
    }
}
