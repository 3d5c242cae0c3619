using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Altcraft.Accounts.IntegrationTests.AccountUsers;

/// <summary>The bodies of the public reference, verbatim but for the token, IDs and the format that the XML request asks for (contract, section 12).</summary>
[TestFixture, Parallelizable]
public sealed partial class DocumentedUserExampleTests : UserTest
{
    [TestCase("users-list-request.json", Wire.Json, "users-list-response.json")]
    [TestCase("users-list-request.xml", Wire.Xml, "users-list-response.xml")]
    public async Task List_AsDocumented_AnswersAsDocumented(string request, Wire wire, string response)
    {
        var account = await CreateAccountAsync();
        await AddUserAsync(
            account, ("name", "example"), ("first_name", "Example"), ("last_name", "Example"), ("email", "example@gmail.com"), ("lang", "ru"));
        await AddUserAsync(account, ("name", "other"), ("lang", "EN"));

        var answer = await SendTextAsync("accounts/users/list", Request(request, account), wire);

        Assert.That(answer.Body, Is.EqualTo(Compact(response)));
    }

    [TestCase("users-delete-request.json", "accounts/users/delete")]
    [TestCase("users-send-welcome-request.json", "accounts/users/send_welcome")]
    public async Task Change_AsDocumented_AnswersAsDocumented(string request, string path)
    {
        var account = await CreateAccountAsync();
        await AddUserAsync(account, ("name", "example"));

        var answer = await SendTextAsync(path, Request(request, account), Wire.Json);

        Assert.That(answer.Body, Is.EqualTo(Compact("done-response.json")));
    }

    [Test]
    public async Task List_OfNoUsers_IsOneEmptyElement()
    {
        var answer = await DoAsync("accounts/users/list", new JsonObject { ["account_id"] = await CreateAccountAsync() }, Wire.Xml);

        Assert.That(answer.Body, Is.EqualTo(
            "<xml><data/><error>0</error><error_text>Successful operation</error_text><total_count>0</total_count></xml>"));
    }

    private static string Request(string example, long account) => Format().Replace(
        Account().Replace(Token().Replace(Read(example), ApiHost.AdminToken), $"${{1}}{account}"), "<format>xml</format>");

    // White space aside; an empty element has two spellings.
    private static string Compact(string example) => example.EndsWith(".json", StringComparison.Ordinal)
        ? JsonNode.Parse(Read(example))!.ToJsonString()
        : Empty().Replace(XElement.Parse(Read(example)).ToString(SaveOptions.DisableFormatting), "<$1/>");

    private static string Read(string example)
    {
        using var reader = new StreamReader(typeof(DocumentedUserExampleTests).Assembly.GetManifestResourceStream(example)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex("aa?bcdefghijklmnq?rstuvwxyz")]
    private static partial Regex Token();

    [GeneratedRegex("""(account_id"?[:>] ?)\d+""")]
    private static partial Regex Account();

    [GeneratedRegex("<format>json</format>")]
    private static partial Regex Format();

    [GeneratedRegex("<([a-z_]+)></[a-z_]+>")]
    private static partial Regex Empty();
}
