using System.Net;
using System.Text.RegularExpressions;

namespace Altcraft.Accounts.IntegrationTests.OpenApi;

/// <summary>The page that shows the document: whole, from this service alone.</summary>
[TestFixture, Parallelizable]
internal sealed partial class DocumentationPageTests : ApiTest
{
    [Test]
    public async Task A_browser_that_opens_the_address_gets_the_page()
    {
        using var response = await Api.Client.GetAsync("/");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(response.RequestMessage!.RequestUri!.AbsolutePath, Is.EqualTo("/docs/"));
        Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/html"));
    }

    [Test]
    public async Task Everything_the_page_loads_comes_from_this_service()
    {
        var page = await Api.Client.GetStringAsync("/docs/");
        var sources = Source().Matches(page).Select(match => match.Groups[1].Value).ToList();

        Assert.That(sources, Is.Not.Empty);
        Assert.That(page, Does.Not.Contain("http://").And.Not.Contain("https://"));
        foreach (var source in sources)
        {
            using var response = await Api.Client.GetAsync("/docs/" + source);
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), source);
        }
    }

    [Test]
    public async Task The_browser_itself_refuses_other_hosts_and_whatever_is_inline_without_the_nonce_of_the_answer()
    {
        using var response = await Api.Client.GetAsync("/docs/");
        using var again = await Api.Client.GetAsync("/docs/");
        var page = await response.Content.ReadAsStringAsync();
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        var nonce = Nonce().Match(policy).Groups[1].Value;

        Assert.That(policy, Does.Contain("default-src 'self'").And.Not.Contain("unsafe").And.Not.Contain("http"));
        Assert.That(nonce, Has.Length.GreaterThanOrEqualTo(22), "at least 128 random bits");
        Assert.That(again.Headers.GetValues("Content-Security-Policy").Single(), Does.Not.Contain(nonce));
        Assert.That(page, Does.Not.Match("<style|<[^>]+ (style|on[a-z]+)="));
        var scripts = Script().Matches(page).Select(match => match.Value).ToList();
        Assert.That(scripts, Has.Count.GreaterThan(2).And.All.Contains($"nonce=\"{nonce}\""));
    }

    [Test]
    public async Task The_document_is_json_and_has_a_head()
    {
        using var head = await Api.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/openapi/v1.1.json"));
        using var whole = await Api.Client.GetAsync("/openapi/v1.1.json");

        Assert.That(whole.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/json"));
        Assert.That(head.Content.Headers.ContentLength, Is.EqualTo((await whole.Content.ReadAsByteArrayAsync()).Length));
    }

    [TestCase("/")]
    [TestCase("/docs")]
    [TestCase("/openapi/v1.1.json")]
    public async Task There_is_nothing_to_post_to(string path) => Assert.That((await SendTextAsync(path, "{}")).Error, Is.EqualTo(404));

    [Test]
    public async Task The_api_is_still_for_posts_only()
    {
        using var response = await Api.Client.GetAsync("/api/v1.1/admin/accounts/list");

        Assert.That((await Answer.OfAsync(response)).Error, Is.EqualTo(405));
    }

    [GeneratedRegex("'nonce-([^']+)'")]
    private static partial Regex Nonce();

    [GeneratedRegex("<script[^>]*>")]
    private static partial Regex Script();

    [GeneratedRegex("(?:src=\"|from ')(?:\\./)?([^\"']+)")]
    private static partial Regex Source();
}
