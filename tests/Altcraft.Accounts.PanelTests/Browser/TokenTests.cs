namespace Altcraft.Accounts.PanelTests.Browser;

/// <summary>The screens of tokens.</summary>
internal sealed class TokenTests : PanelTest
{
    [Test]
    public async Task Token_WhenCreatedRotatedAndRevoked_IsShownOnce()
    {
        Expected.AddRange(["400", "503"]);
        await Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await OpenRefusedAsync("tokens", "**/tokens/list");
        await Assertions.Expect(Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Yours" })).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Create a token" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Create a token" }).ClickAsync();
        await Assertions.Expect(Page.Locator("#scopes-error")).ToContainTextAsync("Must hold at least one of");
        await Assertions.Expect(Page.GetByLabel("Name (required)")).ToBeFocusedAsync();
        await CheckAccessibilityAsync("token-new");
        await CheckNarrowAsync("token-new");

        await Page.GetByLabel("Name (required)").FillAsync("Nightly export");
        await Page.GetByLabel("Read accounts").CheckAsync();
        await Page.GetByLabel("Read the journal").CheckAsync();
        await Page.GetByLabel("Expires").FillAsync("2036-06-01T12:30");
        await Assertions.Expect(Page.GetByText("In your time zone, UTC+03:00. Empty: never.")).ToBeVisibleAsync();
        await Page.GetByLabel("Expires").PressAsync("Backspace");
        await Page.Keyboard.PressAsync("2");
        await Assertions.Expect(Page.GetByLabel("Expires")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^2036-0[26]-0[12]T12:30"));
        await Page.GetByLabel("Expires").FillAsync("2036-06-01T12:30");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Create a token" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Copy the token now" })).ToBeFocusedAsync();
        var secret = await Page.Locator("#secret").InnerTextAsync();
        Assert.That(secret, Does.Match("^aat_.{43}$"));
        await CheckAccessibilityAsync("token-secret");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Copy" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("It is copied.")).ToBeVisibleAsync();
        Assert.That(await Page.EvaluateAsync<string>("() => navigator.clipboard.readText()"), Is.EqualTo(secret));
        Assert.That(Page.Url + await Page.TitleAsync(), Does.Not.Contain("aat_"));

        await Page.GetByRole(AriaRole.Link, new() { Name = "Overview" }).ClickAsync();
        await Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "I have saved it: close" }).ClickAsync();
        var row = Page.GetByRole(AriaRole.Row, new() { Name = "Nightly export" });
        await Assertions.Expect(row).ToContainTextAsync("Read accountsRead the journal");
        await Assertions.Expect(row).ToContainTextAsync("by first token");
        await Assertions.Expect(row.Locator("td").First).ToHaveTextAsync($"{await Api.ScalarAsync<long>("select id from tokens where name = 'Nightly export'")}");
        await Assertions.Expect(row.Locator("time").First).ToHaveAttributeAsync("datetime", new System.Text.RegularExpressions.Regex("^2036-06-01T09:30:00"));
        await Assertions.Expect(row.Locator("time").First).ToHaveTextAsync("01/06/2036 12:30 UTC+03:00");
        await AssertForgottenAsync(secret);
        await CheckAccessibilityAsync("tokens");
        await CheckNarrowAsync("tokens");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Revoke first token" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("The service refuses this");
        await Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();

        await row.GetByRole(AriaRole.Link, new() { Name = "Rotate Nightly export" }).ClickAsync();
        await Assertions.Expect(Page.GetByLabel("Read accounts")).ToBeCheckedAsync();
        await Assertions.Expect(Page.GetByLabel("Change accounts")).Not.ToBeCheckedAsync();
        await Assertions.Expect(Page.GetByLabel("Expires")).ToHaveValueAsync("2036-06-01T12:30");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Create a token" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "The old token “Nightly export”" })).ToBeVisibleAsync();
        var second = await Page.Locator("#secret").InnerTextAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Revoke Nightly export" }).ClickAsync();
        await CheckAccessibilityAsync("token-revoke");
        await Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("Tokens revoked: 1")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Copy the token now" })).ToBeFocusedAsync();
        Assert.That(await Page.Locator("#secret").InnerTextAsync(), Is.EqualTo(second), "the new one is still there to be copied");
        await Page.GetByRole(AriaRole.Button, new() { Name = "I have saved it: close" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Row, new() { Name = "Nightly export" })).ToHaveCountAsync(1);
        await AssertForgottenAsync(second);
        Assert.That((await SendAsAsync(secret, "accounts/list", new JsonObject())).Error, Is.EqualTo(401));
        Assert.That((await SendAsAsync(second, "accounts/list", new JsonObject())).Error, Is.Zero);
    }

    [Test]
    public async Task Revoke_WhenTokenIsOnesOwnAndHasMadeOthers_SaysSoAndSignsOut()
    {
        var (_, own) = await CreateTokenAsync("tokens", "accounts.read");
        own = await RotateOwnAsync(own);
        var children = new List<string>();
        foreach (var name in new[] { "<i>child</i>", "child's twin" })
        {
            var made = await SendAsAsync(own, "tokens/create", new JsonObject { ["name"] = name, ["scopes"] = new JsonArray("accounts.read") });
            children.Add(made.Data!["token"]!.ToString());
        }

        await Page.GetByRole(AriaRole.Button, new() { Name = "I have saved it: close" }).ClickAsync();
        Assert.That(
            await Page.GetByRole(AriaRole.Navigation, new() { Name = "Screens" }).GetByRole(AriaRole.Link).AllInnerTextsAsync(),
            Is.EqualTo(["Overview", "Accounts", "Tokens"]));
        await Assertions.Expect(Page.GetByRole(AriaRole.Row, new() { Name = "<i>child</i>" })).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Everything" }).GetByRole(AriaRole.Button)).ToHaveCountAsync(0);

        await Page.GetByRole(AriaRole.Link, new() { Name = "Create a token" }).ClickAsync();
        await Page.GetByLabel("Read accounts").WaitForAsync();
        Assert.That(await Page.GetByRole(AriaRole.Checkbox).CountAsync(), Is.EqualTo(2), "only what the token has itself");
        await Page.GoBackAsync();

        await Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Yours" }).GetByRole(AriaRole.Button).ClickAsync();
        await Page.GetByRole(AriaRole.Dialog).WaitForAsync();
        await Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Yours" }).GetByRole(AriaRole.Button)).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Enter");
        var dialog = Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog).ToContainTextAsync("You are signed in with one of these");
        await dialog.GetByLabel("Revoke it with all of them: 3 tokens").CheckAsync();
        await CheckAccessibilityAsync("token-revoke-own");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await Assertions.Expect(Page.GetByLabel("API token")).ToBeVisibleAsync();
        foreach (var child in children)
        {
            Assert.That((await SendAsAsync(child, "accounts/list", new JsonObject())).Error, Is.EqualTo(401));
        }
    }

    // The session goes on with the new token, so that the old one can be revoked before the new one is copied.
    private async Task<string> RotateOwnAsync(string old)
    {
        await OpenAsync("tokens", old);
        await Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Yours" }).GetByRole(AriaRole.Link, new() { NameRegex = new("^Rotate") }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Create a token" }).ClickAsync();
        var secret = await Page.Locator("#secret").InnerTextAsync();
        await Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Revoke") }).ClickAsync();
        var dialog = Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog).ToContainTextAsync("You have not copied the new token");
        await Assertions.Expect(dialog).Not.ToContainTextAsync("You are signed in with one of these");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("Tokens revoked: 1")).ToBeVisibleAsync();
        Assert.That(await Page.Locator("#secret").InnerTextAsync(), Is.EqualTo(secret));
        Assert.That(await Page.EvaluateAsync<string>("() => sessionStorage.getItem('altcraft.token')"), Is.EqualTo(secret));
        Assert.That((await SendAsAsync(old, "accounts/list", new JsonObject())).Error, Is.EqualTo(401));
        return secret;
    }

    private async Task AssertForgottenAsync(string secret)
    {
        Assert.That(await Page.ContentAsync(), Does.Not.Contain(secret));
        Assert.That(await Page.EvaluateAsync<string>("() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state, document.cookie])"), Does.Not.Contain(secret));
    }
}
