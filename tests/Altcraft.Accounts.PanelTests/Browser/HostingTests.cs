using System.Net;
using System.Text.RegularExpressions;

namespace Altcraft.Accounts.PanelTests.Browser;

/// <summary>How the service serves the panel's files.</summary>
internal sealed partial class HostingTests : ApiTest
{
    [TestCase("panel")]
    [TestCase("panel/")]
    [TestCase("Panel/")]
    [TestCase("panel/accounts/5/users")]
    public async Task Page_WhenAnyScreenIsAskedFor_IsTheSameWithAStrictPolicy(string path)
    {
        using var answer = await Api.Client.GetAsync(path);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(answer.RequestMessage!.RequestUri!.AbsolutePath, Does.StartWith("/panel"), "a browser compares the case with that of the base");
        Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/html"));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("<base href=\"/panel/\">").And.Not.Contain("<style").And.Not.Match("<script(?! src=)"));
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.That(policy, Does.StartWith("default-src 'none'; ").And.Contain("frame-ancestors 'none'").And.Not.Contain("unsafe-inline").And.Not.Contain("http"));
        Assert.That(answer.Headers.CacheControl!.ToString(), Is.EqualTo("no-cache"));
        Assert.That(answer.Headers.Contains("Set-Cookie"), Is.False);
    }

    [Test]
    public async Task Asset_WhenItsNameHasAHash_IsCompressedAndKeptForEver()
    {
        var page = await ReadAsync("panel/_framework/dotnet.js");
        var runtime = Hashed().Match(page).Value;
        using var request = new HttpRequestMessage(HttpMethod.Get, "panel/_framework/" + runtime);
        request.Headers.Add("Accept-Encoding", "gzip, br");

        using var answer = await Api.Client.SendAsync(request);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(answer.Content.Headers.ContentEncoding, Is.EqualTo(["br"]));
        Assert.That(answer.Headers.CacheControl!.ToString(), Does.Contain("immutable").And.Not.Contain("no-store"));
        Assert.That(answer.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(["nosniff"]));
        Assert.That(answer.Headers.Contains("Content-Security-Policy"), Is.True);
        Assert.That(answer.Headers.Vary, Is.EqualTo(["Accept-Encoding"]));
    }

    [Test]
    public async Task Asset_WhenItsNameHasNoHash_IsAskedForAgainEachTime()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "panel/_framework/dotnet.js");

        using var answer = await Api.Client.SendAsync(request);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(answer.Headers.CacheControl!.ToString(), Is.EqualTo("no-cache"));
        Assert.That(answer.Headers.ETag, Is.Not.Null);
        Assert.That(answer.Content.Headers.ContentEncoding, Is.Empty, "nothing else was asked for");
    }

    [Test]
    public async Task Metrics_OfAllFiles_AreOneSeries()
    {
        await ReadAsync("panel/css/panel.css");
        await ReadAsync("panel/accounts");

        var routes = Route().Matches(await ReadAsync("metrics")).Select(match => match.Groups[1].Value).Where(route => route.Contains("panel")).Distinct();

        Assert.That(routes, Is.EqualTo(["panel"]));
    }

    [Test]
    public async Task Asset_WhenItHasNotChanged_IsNotSentAgain()
    {
        using var first = await Api.Client.GetAsync("panel/css/panel.css");
        using var again = new HttpRequestMessage(HttpMethod.Get, "panel/css/panel.css");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var answer = await Api.Client.SendAsync(again);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
    }

    [TestCase("panel/_framework/none.js")]
    [TestCase("panel/../appsettings.json")]
    [TestCase("panel/%2e%2e/%2e%2e/Altcraft.Accounts.Panel.runtimeconfig.json")]
    [TestCase("panel/web.config")]
    public async Task Asset_WhenThereIsNone_Is404(string path)
    {
        using var answer = await Api.Client.GetAsync(path);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.StartWith("{\"error\":404,"));
    }

    protected override async Task<ApiHost> StartApiAsync() =>
        await ApiHost.StartAsync(settings: [("Panel:Enabled", "true"), ("Panel:Directory", await PublishedPanel.DirectoryAsync()), ("Telemetry:Prometheus", "true")]);

    private async Task<string> ReadAsync(string path)
    {
        using var answer = await Api.Client.GetAsync(path);
        return await answer.Content.ReadAsStringAsync();
    }

    [GeneratedRegex(@"dotnet\.runtime\.\w+\.js")]
    private static partial Regex Hashed();

    [GeneratedRegex("http_route=\"([^\"]*)\"")]
    private static partial Regex Route();
}
