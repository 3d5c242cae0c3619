using System.Text;

namespace Altcraft.Accounts.IntegrationTests.Protocol;

/// <summary>What precedes the root element: the bytes decide on the encoding, whatever a declaration says (contract, section 1).</summary>
[TestFixture, Parallelizable]
public sealed class XmlPrologTests : ApiTest
{
    private static readonly string[] Readable =
    [
        "<?xml version='1.0' encoding='us-ascii'?>",
        "<?xml version='1.0' encoding='utf8'?>",
        "<?xml version='1.0' encoding='utf-16'?>",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
        "<?xml version='1.0' encoding='windows-1251' standalone='yes'?>",
        "<?xml version='1.0' encoding='nonsense'?>",
        "<?xml version='1.1'?>",
        "<?xml\r\n  version = '1.0'\r\n  encoding = 'ISO-8859-1' ?>\r\n",
        "\n<?xml version='1.0'?>",
        " \t\r\n<?xml version='1.0' encoding='us-ascii'?>",
        "\ufeff<?xml version='1.0' encoding='utf-16'?>",
        "\ufeff\r\n <?xml version='1.0'?>\n<!-- a comment -->\n<?xml-stylesheet href='a.css'?>",
        "\n<?xml-stylesheet href='a.css'?>",
        " \n",
        "",
    ];

    [Test]
    public async Task Body_WithAProlog_IsReadWhereverTheTokenIs([ValueSource(nameof(Readable))] string prolog, [Values] bool isTokenInBody)
    {
        // Letters beyond ASCII, whatever was declared.
        var parameters = NewAccount(("title", "Привет, ünï"));
        if (isTokenInBody)
        {
            parameters["token"] = ApiHost.AdminToken;
        }

        var text = prolog + WireBody.Of(parameters, Wire.Xml);
        var answer = await new Call { Text = text, Wire = Wire.Xml, Token = isTokenInBody ? null : ApiHost.AdminToken }.AnswerAsync(Api.Client);

        Assert.That(answer.Error, Is.Zero, answer.Body);
        Assert.That((await GetAccountAsync(answer.SavedId))["account"]!["title"]!.ToString(), Is.EqualTo("Привет, ünï"));
    }

    [TestCase("<?xml?>", 1, 6)]
    [TestCase("<?xml version='2.0'?>", 1, 16)]
    [TestCase("\n<?xml encoding='utf-8'?>", 2, 3)]
    [TestCase("<!-- --><?xml version='1.0'?>", 1, 11)]
    [TestCase("<?xml version='1.0'?>\n<?xml version='1.0'?>", 2, 3)]
    public async Task Body_WithABrokenProlog_IsRefusedWithItsPlace(string prolog, int line, int position)
    {
        var answer = await new Call { Text = prolog + "<xml/>", Wire = Wire.Xml }.AnswerAsync(Api.Client);

        Assert.That(answer.ErrorText, Does.StartWith($"Incorrect request: The body cannot be read as XML (line {line}, position {position}): "));
    }

    [TestCase("<?xml version='1.0' encoding='utf-16'?>", 1)]
    [TestCase("\r\n\n<?xml version='1.0'\n encoding='us-ascii'?>", 4)]
    public async Task Body_WhenItBreaksBehindTheProlog_TellsThePlaceInWhatWasSent(string prolog, int line)
    {
        var text = prolog + "<xml><name>a & b</name></xml>";

        var answer = await new Call { Text = text, Wire = Wire.Xml }.AnswerAsync(Api.Client);

        var position = text.Split('\n')[^1].IndexOf('&', StringComparison.Ordinal) + 2;
        Assert.That(answer.ErrorText, Does.StartWith($"Incorrect request: The body cannot be read as XML (line {line}, position {position}): "));
    }

    [Test]
    public async Task Body_InTheEncodingItDeclares_IsRefusedUnlessItIsUtf8()
    {
        foreach (var encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, Encoding.Latin1 })
        {
            var text = $"<?xml version='1.0' encoding='{encoding.WebName}'?><xml><name>\u00ff</name></xml>";

            var answer = await new Call { Body = encoding.GetBytes(text), Wire = Wire.Xml }.AnswerAsync(Api.Client);

            Assert.That(answer.Error, Is.EqualTo(400), encoding.WebName);
            Assert.That(answer.ErrorText, Does.StartWith("Incorrect request: The body "));
        }
    }
}
