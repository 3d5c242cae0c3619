namespace Altcraft.Accounts.IntegrationTests.Security;

/// <summary>What XML has beside elements and text has no meaning here: it is passed over or refused, and never becomes a value (contract, section 4).</summary>
[TestFixture, Parallelizable]
public sealed class XmlMarkupTests : ApiTest
{
    [TestCase("<?php system('id')?><xml><search>{0}</search></xml>", TestName = "a processing instruction before")]
    [TestCase("<xml><?x y?><search>{0}<?x y?></search></xml>", TestName = "processing instructions inside")]
    [TestCase("<xml><!-- <search>x</search> --><search>{0}</search></xml>", TestName = "a comment")]
    [TestCase("<xml><search><![CDATA[{0}]]></search></xml>", TestName = "CDATA")]
    [TestCase("<xml><search xml:base='file:///etc/'>{0}</search></xml>", TestName = "an attribute of XML itself")]
    [TestCase("<xml><search>&#x74;itle</search></xml>", TestName = "a reference to a character")]
    public async Task Markup_ThatMeansNothing_ChangesNothing(string body)
    {
        var name = NewName("markup");
        await DoAsync("tariffs/save", new System.Text.Json.Nodes.JsonObject { ["name"] = name + "title" });

        var answer = await SendXmlAsync(body.Replace("{0}", name, StringComparison.Ordinal));

        Assert.That(answer.Error, Is.Zero, answer.Body);
        Assert.That(answer.TotalCount, Is.GreaterThan(0));
    }

    [TestCase("<xml><x:search xmlns:x='urn:x'>a</x:search><search>b</search></xml>")]
    [TestCase("<xml><search xmlns='urn:x'>a</search><search>b</search></xml>")]
    [TestCase("<xml><search>a</search><limit><limit>1</limit></limit></xml>")]
    [TestCase("<xml><search><xi:include xmlns:xi='http://www.w3.org/2001/XInclude' parse='text' href='file:///etc/passwd'/></search></xml>")]
    public async Task Markup_ThatCouldSmuggleAValue_IsRefused(string body)
    {
        var answer = await SendXmlAsync(body);

        Assert.That((answer.Error, answer.MediaType), Is.EqualTo((400, "application/xml")), answer.Body);
        Assert.That(answer.Body, Does.Not.Contain("root:"));
    }

    [Test]
    public async Task Attribute_OfAlmostTheWholeBody_IsRefusedInShort()
    {
        var answer = await SendXmlAsync($"<xml><search x='{new string('a', 60_000)}'>a</search></xml>");

        Assert.That(answer.Error, Is.EqualTo(400));
        Assert.That(answer.Body, Has.Length.LessThan(1000));
    }

    private Task<Answer> SendXmlAsync(string body) => new Call("tariffs/list") { Text = body, Wire = Wire.Xml }.AnswerAsync(Api.Client);
}
