namespace Altcraft.Accounts.IntegrationTests.Accounts;

/// <summary>Every way XML has to say an array (contract, section 4), on an account that has connectors 1 and 2.</summary>
[TestFixture, Parallelizable]
public sealed class SaveArrayTests : ApiTest
{
    private const string Nil = "xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" i:nil=\"true\"";

    [TestCase("<c>3</c><c>1</c><c>3</c>", "3,1", TestName = "repeated elements")]
    [TestCase("<c>Events</c><title>A title</title><c>1</c>", "4,1", TestName = "repeated elements, apart")]
    [TestCase("<c>4</c>", "4", TestName = "one element")]
    [TestCase("<c array=\"true\"><item>3</item><item>1</item></c>", "3,1", TestName = "array=true")]
    [TestCase("<c array=\"1\"><x>3</x><y>1</y><c>shop</c></c>", "3,1", TestName = "children of any name")]
    [TestCase("<c array=\"true\">\n  <item> 4 </item>\n</c>", "4", TestName = "indented")]
    [TestCase("<c array=\"true\">4</c>", "4", TestName = "array=true around a value")]
    [TestCase("<c array=\"false\">4</c>", "4", TestName = "array=false")]
    [TestCase("<c array=\"true\"><i>3</i></c><c>1</c>", "3,1", TestName = "both ways")]
    [TestCase("<c/>", "", TestName = "an empty element")]
    [TestCase("<c></c>", "", TestName = "an empty element, written out")]
    [TestCase("<c> \n </c>", "", TestName = "a blank element")]
    [TestCase("<c array=\"true\"/>", "", TestName = "an empty array")]
    [TestCase("<c array=\"true\"> </c>", "", TestName = "a blank array")]
    [TestCase("<c " + Nil + "/>", "", TestName = "xsi:nil")]
    [TestCase("<c " + Nil + "></c>", "", TestName = "xsi:nil, written out")]
    [TestCase("", "1,2", TestName = "absent")]
    [TestCase("<c><![CDATA[4]]></c>", "4", TestName = "CDATA")]
    [TestCase("<c>&#52;<!-- four --></c>", "4", TestName = "a character reference and a comment")]
    public async Task Save_WhenXmlSaysAnArray_StoresItsItems(string xml, string stored)
    {
        var (id, answer) = await UpdateAsync(xml);

        Assert.That(answer.Error, Is.Zero, answer.Body);
        Assert.That(SaveCase.Plain((await GetAccountAsync(id))["account"]!["external_data_connectors"]), Is.EqualTo(stored));
    }

    [TestCase("<c>1</c><c/>", "bad_value", TestName = "an empty element among others")]
    [TestCase("<c/><c>1</c>", "bad_value", TestName = "an empty element in front")]
    [TestCase("<c array=\"true\"><i>1</i><i/></c>", "bad_value", TestName = "an empty item")]
    [TestCase("<c array=\"true\"><i>1</i><i " + Nil + "/></c>", "bad_value", TestName = "a nil item")]
    [TestCase("<c><item>1</item></c>", "wrong_type", TestName = "children without array=true")]
    [TestCase("<c array=\"true\"><i><j>1</j></i></c>", "wrong_type", TestName = "an object as item")]
    [TestCase("<c>1</c><c>999</c>", "not_found", TestName = "an unknown one")]
    public async Task Save_WhenXmlSaysAnArrayThatCannotBe_Answers400(string xml, string code)
    {
        var (id, answer) = await UpdateAsync(xml);

        Assert.That(answer.Error, Is.EqualTo(400), answer.Body);
        Assert.That(answer.Errors.Select(error => (error.Field, error.Code)), Is.EqualTo(new[] { ("external_data_connectors", code) }));
        Assert.That(SaveCase.Plain((await GetAccountAsync(id))["account"]!["external_data_connectors"]), Is.EqualTo("1,2"));
    }

    [TestCase(100, 0)]
    [TestCase(101, 400)]
    [TestCase(500, 400)]
    public async Task Save_WhenElementsRepeat_TakesAtMost100(int count, int error)
    {
        var (_, answer) = await UpdateAsync(string.Concat(Enumerable.Repeat("<c>1</c>", count)));

        Assert.That(answer.Error, Is.EqualTo(error), answer.Body);
        Assert.That(answer.Errors.Select(problem => problem.Code), Is.EqualTo(error == 0 ? [] : new[] { "too_long" }));
    }

    [TestCase(Wire.Json)]
    [TestCase(Wire.Xml)]
    public async Task Save_WhenSeveralConnectorsAreUnknown_NamesEachOnce(Wire wire)
    {
        var answer = await SendAsync(
            "accounts/save",
            NewAccount(("external_data_connectors", new System.Text.Json.Nodes.JsonArray(998, 1, "nobody", "shop", 999, 998))),
            wire);

        Assert.That(answer.Error, Is.EqualTo(400), answer.Body);
        Assert.That(answer.Errors.Select(error => error.Field), Is.All.EqualTo("external_data_connectors"));
        Assert.That(answer.Errors.Select(error => error.Message), Is.EqualTo(new[]
        {
            "No external data connector has the ID or name \"998\".",
            "No external data connector has the ID or name \"nobody\".",
            "No external data connector has the ID or name \"999\".",
        }));
    }

    // <c> stands for the parameter, to keep the table readable.
    private async Task<(long Id, Answer Answer)> UpdateAsync(string connectors)
    {
        var id = await CreateAccountAsync(("external_data_connectors", new System.Text.Json.Nodes.JsonArray(1, 2)));
        var parameters = NewAccount(("id", id));
        if (connectors.Contains("<title>", StringComparison.Ordinal))
        {
            parameters.Remove("title");
        }

        var named = connectors.Replace("<c", "<external_data_connectors", StringComparison.Ordinal)
            .Replace("</c>", "</external_data_connectors>", StringComparison.Ordinal);
        var body = WireBody.Of(parameters, Wire.Xml).Replace("</xml>", named + "</xml>", StringComparison.Ordinal);
        return (id, await new Call { Text = body, Wire = Wire.Xml }.AnswerAsync(Api.Client));
    }
}
