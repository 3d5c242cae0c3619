using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Altcraft.Accounts.IntegrationTests.Accounts;

/// <summary>The bodies of the public reference, verbatim but for the token, against a service with the example data (contract, sections 2, 5 and 6).</summary>
[TestFixture, Parallelizable]
public sealed partial class DocumentedExampleTests : ApiTest
{
    [SetUp]
    public async Task StartFromTheExampleDataAsync() => await Api.ExecuteAsync(
        "truncate account_external_data_connectors, accounts cascade; select setval(pg_get_serial_sequence('accounts', 'id'), 5)");

    [TestCase("save-request.json", Wire.Json, "save-response.json")]
    [TestCase("save-request.xml", Wire.Xml, "save-response.xml")]
    [TestCase("save-request-full.json", Wire.Json, "save-response.json")]
    public async Task Save_AsDocumented_AnswersAsDocumented(string request, Wire wire, string response)
    {
        var answer = await SendTextAsync("accounts/save", WithToken(request), wire);

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK), answer.Body);
        Assert.That(answer.Body, Is.EqualTo(Compact(response)));
    }

    // Both documented: the XML request asks for an answer in JSON.
    [TestCase("delete-request.json", Wire.Json, 9, "accounts/delete", "done-response.json")]
    [TestCase("delete-request.xml", Wire.Xml, 9, "accounts/delete", "done-response.json")]
    [TestCase("freeze-request.json", Wire.Json, 7, "accounts/freeze", "done-response.json")]
    [TestCase("freeze-request.xml", Wire.Xml, 7, "accounts/freeze", "done-response.xml")]
    public async Task Change_AsDocumented_AnswersAsDocumented(string request, Wire wire, int id, string path, string response)
    {
        await Api.ExecuteAsync($"select setval(pg_get_serial_sequence('accounts', 'id'), {id - 1})");
        Assert.That(await CreateAccountAsync(), Is.EqualTo(id));

        var answer = await SendTextAsync(path, WithToken(request), wire);

        Assert.That(answer.Body, Is.EqualTo(Compact(response)));
    }

    [TestCase("list-request.json", Wire.Json, "list-response-empty.json")]
    [TestCase("list-request.xml", Wire.Xml, "list-response-empty.xml")]
    public async Task List_AsDocumented_AnswersAsDocumented(string request, Wire wire, string response)
    {
        await CreateAccountAsync();

        var answer = await SendTextAsync("accounts/list/", WithToken(request), wire);

        Assert.That(answer.Body, Is.EqualTo(Compact(response)));
    }

    private static string WithToken(string example) => DocumentedToken().Replace(Read(example), ApiHost.AdminToken);

    // White space aside.
    private static string Compact(string example) => example.EndsWith(".json", StringComparison.Ordinal)
        ? JsonNode.Parse(Read(example))!.ToJsonString()
        : XElement.Parse(Read(example)).ToString(SaveOptions.DisableFormatting).Replace(" />", "/>", StringComparison.Ordinal);

    private static string Read(string example)
    {
        using var reader = new StreamReader(typeof(DocumentedExampleTests).Assembly.GetManifestResourceStream(example)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex("aa?bcdefghijklmnq?rstuvwxyz")]
    private static partial Regex DocumentedToken();
}
