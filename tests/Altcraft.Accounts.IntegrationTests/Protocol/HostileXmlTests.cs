using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Altcraft.Accounts.IntegrationTests.Protocol;

/// <summary>XML made to do harm: refused at once, in XML, and nothing is opened for it (contract, sections 1 and 4).</summary>
[TestFixture]
public sealed class HostileXmlTests : ApiTest
{
    private const string BillionLaughs = """
        <?xml version="1.0"?>
        <!DOCTYPE xml [
          <!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
          <!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">
          <!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;"><!ENTITY h "&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;"><!ENTITY i "&h;&h;&h;&h;&h;&h;&h;&h;&h;&h;">
        ]>
        <xml><name>&i;</name></xml>
        """;

    public static IEnumerable<TestCaseData> Bodies =>
    [
        Named("a DTD", "<!DOCTYPE xml><xml/>"),
        Named("a DTD elsewhere", "<xml><!DOCTYPE xml></xml>"),
        Named("billion laughs", BillionLaughs),
        Named("quadratic blow-up", $"<!DOCTYPE xml [<!ENTITY a \"{new string('x', 30_000)}\">]><xml>{Times("&a;", 10_000)}</xml>"),
        Named("an entity that holds itself", "<!DOCTYPE xml [<!ENTITY a \"&a;\">]><xml>&a;</xml>"),
        Named("an entity nobody declared", "<xml><name>&a;</name></xml>"),
        Named("UTF-7 declared", "<?xml version='1.0' encoding='utf-7'?><xml>+ADw-</xml>"),
        Named("10 000 levels", "<xml>" + Times("<a>", 10_000)),
        Named("5 000 levels, closed", "<xml>" + Times("<a>", 5_000) + Times("</a>", 5_000) + "</xml>"),
        Named("3 000 arrays", "<xml>" + Times("<a array='1'>", 3_000) + Times("</a>", 3_000) + "</xml>"),
        Named("5 000 attributes", "<xml><name" + string.Concat(Enumerable.Range(0, 5000).Select(i => $" a{i}=''")) + "/></xml>"),
        Named("long names", $"<xml><{new string('x', 30_000)}/"),
        Named("an attribute", "<xml><name value='a'/></xml>"),
        Named("mixed content", "<xml><name>a<b/>c</name></xml>"),
    ];

    [TestCaseSource(nameof(Bodies))]
    public async Task Body_WhenItIsHostile_Answers400AtOnceInXml(string body)
    {
        var started = Stopwatch.GetTimestamp();
        var answer = await new Call { Text = body, Wire = Wire.Xml }.AnswerAsync(Api.Client);

        Assert.That(Stopwatch.GetElapsedTime(started), Is.LessThan(TimeSpan.FromSeconds(5)));
        Assert.That((answer.Status, answer.Error), Is.EqualTo((HttpStatusCode.BadRequest, 400)), answer.Body);
        Assert.That(answer.MediaType, Is.EqualTo("application/xml"));
        Assert.That(answer.Errors, Is.Empty, "It was read: " + answer.Body);
        Assert.That(answer.Body, Has.Length.LessThan(1000));
    }

    [TestCase("<!DOCTYPE xml [<!ENTITY a SYSTEM \"{0}\">]><xml><name>&a;</name></xml>")]
    [TestCase("<!DOCTYPE xml [<!ENTITY a PUBLIC \"a\" \"{0}\">]><xml><name>&a;</name></xml>")]
    [TestCase("<!DOCTYPE xml SYSTEM \"{0}\"><xml/>")]
    [TestCase("<!DOCTYPE xml [<!ENTITY % a SYSTEM \"{0}\"> %a;]><xml/>")]
    [TestCase("<xml xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" i:noNamespaceSchemaLocation=\"{0}\"/>")]
    [TestCase("<?xml-stylesheet href=\"{0}\" type=\"text/xsl\"?><xml/>")]
    [TestCase("<xml xmlns:x=\"http://www.w3.org/2001/XInclude\"><x:include href=\"{0}\"/></xml>")]
    public async Task Body_WhenItNamesSomethingToFetch_OpensNoSocketAndNoFile(string body)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var pipe = NamedPipe.Make();

        foreach (var address in new[] { $"http://{listener.LocalEndpoint}/secret", pipe.Address })
        {
            // Whoever opens the pipe to read waits for somebody to write: there would be no answer.
            using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            var answer = await new Call { Text = string.Format(CultureInfo.InvariantCulture, body, address), Wire = Wire.Xml }
                .AnswerAsync(Api.Client).WaitAsync(enough.Token);

            Assert.That((answer.Error, answer.MediaType), Is.EqualTo((400, "application/xml")), answer.Body);
        }

        await Task.Delay(50);
        Assert.That(listener.Pending(), Is.False);
    }

    [TestCase("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", "")]
    [TestCase("<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>", "\n")]
    [TestCase("<!-- before --><?pi before?>", "<!-- after --><?pi after?>")]
    public async Task Body_WhenItHoldsWhatIsHarmless_IsRead(string before, string after)
    {
        var xml = WireBody.Of(NewAccount(), Wire.Xml).Replace("<tz>", "<!-- in --><?pi in?><tz><!-- in -->", StringComparison.Ordinal);
        var body = before + xml + after;

        var answer = await new Call { Text = body, Wire = Wire.Xml }.AnswerAsync(Api.Client);

        Assert.That(answer.Error, Is.Zero, answer.Body);
    }

    [TestCase("<request>", "</request>")]
    [TestCase("<soap xmlns=\"urn:x\" xml:lang=\"en\">", "</soap>")]
    public async Task Body_WhenItsRootHasAnotherNameOrANamespace_IsRead(string root, string end)
    {
        var xml = WireBody.Of(NewAccount(), Wire.Xml);
        var body = root + xml["<xml>".Length..^"</xml>".Length] + end;

        Assert.That((await new Call { Text = body, Wire = Wire.Xml }.AnswerAsync(Api.Client)).Error, Is.Zero);
    }

    private static TestCaseData Named(string name, string body) => new TestCaseData(body).SetArgDisplayNames(name);

    private static string Times(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private sealed class NamedPipe(string path) : IDisposable
    {
        public string Address => new Uri(path).AbsoluteUri;

        public static NamedPipe Make()
        {
            var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
            using var mkfifo = Process.Start("mkfifo", path);
            mkfifo.WaitForExit();
            Assert.That(File.Exists(path), Is.True);
            return new NamedPipe(path);
        }

        public void Dispose() => File.Delete(path);
    }
}
