namespace Altcraft.Accounts.PanelTests.Browser;

/// <summary>The first screen.</summary>
internal sealed class OverviewTests : PanelTest
{
    protected override (string Key, string Value)[] Settings =>
    [
        ("Smtp:Host", "127.0.0.1"), ("Smtp:Port", "1"), ("Smtp:From", "no-reply@example.com"), ("Users:WelcomeUrl", "https://example.com/welcome?code={code}"),
    ];

    [Test]
    public async Task Overview_WhenThereAreAccounts_CountsThemAndShowsWhatNeedsAttention()
    {
        await DoAsync("tariffs/save", new JsonObject { ["name"] = "<u>almost full</u>", ["max_accounts"] = 5 });
        await DoAsync("tariffs/save", new JsonObject { ["name"] = "closed", ["max_accounts"] = 0 });
        var ids = new List<long>();
        for (var i = 0; i < 4; i++)
        {
            ids.Add(await CreateAccountAsync(("tariff", "<u>almost full</u>")));
        }

        ids.Add(await CreateAccountAsync());
        await DoAsync("accounts/freeze", WithId(ids[0]));
        await DoAsync("accounts/deactivate", WithId(ids[^1]));
        await DoAsync("accounts/users/add", new JsonObject
        {
            ["account_id"] = ids[1],
            ["name"] = "anna",
            ["email"] = "anna@example.com",
            ["send_welcome"] = true,
        });
        await OpenAsync("");

        var states = Page.GetByRole(AriaRole.Region, new() { Name = "Accounts by state" });
        await Assertions.Expect(states.GetByRole(AriaRole.Row, new() { Name = "All 5 100%" })).ToBeVisibleAsync();
        await Assertions.Expect(states.GetByRole(AriaRole.Row, new() { Name = "Inactive 1 20%" })).ToBeVisibleAsync();
        await Assertions.Expect(states.GetByRole(AriaRole.Row, new() { Name = "Frozen 1" })).ToBeVisibleAsync();
        var tariffs = Page.GetByRole(AriaRole.Region, new() { Name = "Accounts by tariff" });
        await Assertions.Expect(tariffs.GetByRole(AriaRole.Row, new() { Name = "<u>almost full</u> 4 of 5 80%" })).ToBeVisibleAsync();
        await Assertions.Expect(tariffs.GetByRole(AriaRole.Row, new() { Name = "<u>almost full</u> 4 of 5 100%" })).ToBeVisibleAsync();
        await Assertions.Expect(tariffs.GetByRole(AriaRole.Row, new() { Name = "closed 0 of 0 100%" })).ToBeVisibleAsync();
        await Assertions.Expect(tariffs.GetByRole(AriaRole.Columnheader, new() { Name = "Share of all active accounts" })).ToBeVisibleAsync();
        var mails = Page.GetByRole(AriaRole.Region, new() { Name = "Welcome mails that are not sent" });
        await Assertions.Expect(mails.GetByRole(AriaRole.Row, new() { Name = "anna@account" })).ToContainTextAsync("Waits");
        await Assertions.Expect(Page.GetByRole(AriaRole.Region, new() { Name = "What changed today" })).ToContainTextAsync(
            new System.Text.RegularExpressions.Regex($@"Account: Deactivated\s*account-\d+ \(ID {ids[^1]}\)"));
        await Assertions.Expect(Page.GetByText("The service is ready")).ToBeVisibleAsync();
        await CheckAccessibilityAsync("overview");
        await CheckNarrowAsync("overview");

        await Page.GetByRole(AriaRole.Link, new() { Name = "Show them in the journal" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Journal" })).ToBeVisibleAsync();
        Assert.That(Page.Url, Does.Match(@"journal\?since=20\d\d-\d\d-\d\dT21%3A00%3A00Z$"), "midnight in Moscow");
        await Page.GoBackAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Databases" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("Shown: 3 of 3")).ToBeVisibleAsync();
    }

    [Test]
    public async Task Overview_WhenPartOfItFails_ShowsTheRestAndTriesAgain()
    {
        Expected.Add("503");
        var (_, few) = await CreateTokenAsync("audit.read");
        await Page.RouteAsync("**/audit/list", route => route.FulfillAsync(new()
        {
            Status = 503,
            ContentType = "application/json",
            Body = """{"error":503,"error_text":"The service is full.","request_id":"r1"}""",
        }));
        await OpenAsync("", few);
        await Assertions.Expect(Page.GetByRole(AriaRole.Region, new() { Name = "What changed today" })).ToContainTextAsync("The service is full.");
        await Assertions.Expect(Page.GetByText("The service is ready")).ToBeVisibleAsync();
        Assert.That(await Page.Locator("section.part").CountAsync(), Is.EqualTo(2), "only what the token may read");
        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Overview" })).ToHaveAttributeAsync("aria-current", "page");

        await Page.UnrouteAllAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Try again: What changed today" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Region, new() { Name = "What changed today" })).ToContainTextAsync("Token: Created");
        await Assertions.Expect(Page.Locator("#content")).ToBeFocusedAsync();
        Assert.That(await Page.Locator("main a[href*=tokens]").CountAsync(), Is.Zero, "no way to where the token may not go");
    }
}
