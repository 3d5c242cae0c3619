namespace Altcraft.Accounts.PanelTests.Browser;

/// <summary>Signing in and out.</summary>
internal sealed class SignInTests : PanelTest
{
    [Test]
    public async Task SignIn_WhenTokenIsRight_ShowsTheScreens()
    {
        await Page.GotoAsync(PanelAddress);
        await Page.GetByLabel("API token").FillAsync(ApiHost.AdminToken);
        await Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Journal" })).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        Assert.That(Page.Url, Is.EqualTo(PanelAddress));
        Assert.That(await Page.EvaluateAsync<int>("() => sessionStorage.length + document.cookie.length"), Is.Zero);
    }

    [Test]
    public async Task SignIn_WhenTokenIsWrong_SaysSoAtTheField()
    {
        Expected.Add("401");
        await Page.GotoAsync(PanelAddress);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("Enter an API token.")).ToBeVisibleAsync();
        await CheckAccessibilityAsync("sign-in");

        await Page.GetByLabel("API token").FillAsync("aat_wrong");
        await Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(Page.GetByText("unknown, revoked or expired")).ToBeVisibleAsync();
        Assert.That(await Page.GetByLabel("API token").GetAttributeAsync("aria-describedby"), Does.Contain("token-error"));
    }

    [Test]
    public async Task FirstVisit_WhenNothingIsCached_TransfersAtMostFourMebibytes()
    {
        var sizes = new List<Task<RequestSizesResult>>();
        Page.RequestFinished += (_, request) => sizes.Add(request.SizesAsync());

        await Page.GotoAsync(PanelAddress);
        await Page.GetByLabel("API token").WaitForAsync();

        var bytes = (await Task.WhenAll(sizes)).Sum(size => size.ResponseBodySize + size.ResponseHeadersSize);
        TestContext.Out.WriteLine($"{sizes.Count} files, {bytes} bytes");
        Assert.That(sizes, Has.Count.GreaterThan(40));
        Assert.That(bytes, Is.LessThan(4 * 1024 * 1024));
    }
}
