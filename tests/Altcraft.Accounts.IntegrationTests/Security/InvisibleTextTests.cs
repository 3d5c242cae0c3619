using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Security;

/// <summary>Characters that are not seen, or turn others around, in every parameter that takes text, whichever the endpoint (contract, section 4).</summary>
[TestFixture(Wire.Json)]
[TestFixture(Wire.Xml)]
internal sealed class InvisibleTextTests(Wire wire) : ApiTest
{
    // Where these are text and not part of a name: Persian and emoji need joiners and variation selectors.
    private static readonly string[] FreeText = ["title", "description", "search"];

    [TestCase("\u00ad")]
    [TestCase("\u034f")]
    [TestCase("\u061c")]
    [TestCase("\u200b")]
    [TestCase("\u200f")]
    [TestCase("\u202e")]
    [TestCase("\u2069")]
    [TestCase("\u3164")]
    [TestCase("\ufeff")]
    [TestCase("\U000e0041")]
    public async Task Text_WithACharacterThatIsNotSeen_IsRefusedInAnyParameter(string invisible)
    {
        var wrong = new List<string>();
        foreach (var parameter in await TextParameter.AllAsync(Api.Client))
        {
            var answer = await SendAsync(parameter.Endpoint, parameter.With($"a{invisible}b", NewName("text")), wire);
            if (answer.Error != 400 || answer.Errors[0].Field != string.Join('.', parameter.Path) || answer.Body.Contains(invisible, StringComparison.Ordinal))
            {
                wrong.Add($"{parameter}: {answer.Body}");
            }
        }

        Assert.That(wrong, Is.Empty);
    }

    [TestCase("a\u200d")]
    [TestCase("a\ufe0f")]
    public async Task Text_WithAJoinerOrAVariationSelector_IsTakenAsFreeTextButNotAsAName(string text)
    {
        var wrong = new List<string>();
        var saves = (await TextParameter.AllAsync(Api.Client)).Where(one => one.Endpoint.EndsWith("/save", StringComparison.Ordinal) || one.Path[^1] == "search").ToList();
        foreach (var parameter in saves)
        {
            var answer = await SendAsync(parameter.Endpoint, parameter.With(text, NewName("text")), wire);
            if (answer.Error != (FreeText.Contains(parameter.Path[^1]) ? 0 : 400))
            {
                wrong.Add($"{parameter}: {answer.Body}");
            }
        }

        Assert.That(saves, Has.Count.GreaterThan(30));
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public async Task Search_ForTextWithJoinersOrOtherSpaces_FindsItWithoutThem()
    {
        var word = NewName("می\u200cخواهم");
        var id = await CreateAccountAsync(("title", $"{word}\u00a0 end"));

        foreach (var search in new[] { $"{word} end", $"{word.Replace("\u200c", "", StringComparison.Ordinal)}  end" })
        {
            var found = await DoAsync("accounts/list", new JsonObject { ["search"] = search }, wire);
            Assert.That(found.Items.Select(item => item["id"]!.ToString()), Is.EqualTo([$"{id}"]));
        }

        Assert.That((await GetAccountAsync(id))["account"]!["title"]!.ToString(), Is.EqualTo($"{word}\u00a0 end"), "it is kept as it was sent");
    }
}
