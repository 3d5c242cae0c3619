using System.Text.RegularExpressions;

namespace Altcraft.Accounts.PanelTests.Browser;

/// <content>Saving when something is not as one hopes, and leaving without it.</content>
internal sealed partial class AccountFormTests
{
    [Test]
    public async Task Save_WhenSomebodyElseSavedMeanwhile_ShowsBothAndLosesNothing()
    {
        Expected.AddRange(["409", "503"]);
        var id = await CreateAccountAsync(("title", "Before"));
        await OpenAsync($"accounts/{id}");
        await Field("Title").FillAsync("Mine");
        await Field("Push domain").FillAsync("MINE.example.com");
        var theirs = (await GetAccountAsync(id))["account"]!.AsObject();
        (theirs["title"], theirs["tariff"], theirs["reports_hour"]) = ("Theirs", 3, 17);
        await DoAsync("accounts/save", theirs.DeepClone());
        var (freezer, secret) = await CreateTokenAsync("accounts.write");
        await SendAsAsync(secret, "accounts/freeze", WithId(id));

        await Page.Keyboard.PressAsync("Control+S");
        var panel = Page.Locator(".conflict");
        await Assertions.Expect(panel.GetByRole(AriaRole.Heading)).ToBeFocusedAsync();
        await Assertions.Expect(panel.GetByRole(AriaRole.Group, new() { Name = "Title" })).ToContainTextAsync(AllOf("Before", "Theirs", "Mine"));
        await Assertions.Expect(panel.GetByRole(AriaRole.Group, new() { Name = "Tariff" })).ToContainTextAsync(AllOf("example tariff", "Enterprise"));
        await Assertions.Expect(panel).ToContainTextAsync(new Regex(@"Saved last by .+ \(token \d+\), \d\d/\d\d/\d{4} \d\d:\d\d UTC\+03:00\."));
        await Assertions.Expect(panel).Not.ToContainTextAsync($"(token {freezer})");
        await CheckAccessibilityAsync("account-conflict");
        await Assertions.Expect(Field("Title")).ToHaveValueAsync("Mine");
        await panel.GetByLabel("Theirs").CheckAsync();
        await Assertions.Expect(Field("Title")).ToHaveValueAsync("Theirs");
        await panel.GetByLabel("Mine").CheckAsync();
        await Assertions.Expect(Field("Title")).ToHaveValueAsync("Mine");

        await Page.Keyboard.PressAsync("Control+S");
        await Assertions.Expect(panel).ToHaveCountAsync(0);
        await Assertions.Expect(Field("Push domain")).ToHaveValueAsync("mine.example.com");
        await Assertions.Expect(Page.Locator(".changes").First).ToContainTextAsync(AllOf("Theirs", "becomes", "Mine"));
        var saved = (await GetAccountAsync(id))["account"]!;
        Assert.That(
            $"{saved["title"]} {saved["tariff"]} {saved["reports_hour"]} {saved["custom_push_domain"]} {saved["version"]}",
            Is.EqualTo("Mine 3 17 mine.example.com 4"));

        // What was saved stays in the form when it cannot be read again; a refusal is in sight wherever Ctrl+S was pressed.
        await RefuseAsync("**/accounts/get");
        await Field("Title").FillAsync("Mine again");
        await Page.Keyboard.PressAsync("Control+S");
        await Assertions.Expect(Page.GetByText("The service is busy.")).ToBeVisibleAsync();
        await Assertions.Expect(Field("Title")).ToHaveValueAsync("Mine again");
        await Page.UnrouteAsync("**/accounts/get");
        await RefuseAsync("**/accounts/save");
        await Field("Title").FillAsync("Mine at last");
        await Page.Keyboard.PressAsync("Control+S");
        await Assertions.Expect(Page.Locator("form").GetByText("The service is busy.")).ToBeInViewportAsync();
        await Page.UnrouteAsync("**/accounts/save");
        await Page.Keyboard.PressAsync("Control+S");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Mine at last");
        await Assertions.Expect(panel).ToHaveCountAsync(0);
    }

    [Test]
    public async Task Leaving_WhenThereAreUnsavedChanges_IsAskedAbout()
    {
        var id = await CreateAccountAsync(("title", "Stored"));
        await OpenAsync($"accounts/{id}");
        await Field("Title").FillAsync("Not saved");
        await Assertions.Expect(Page.GetByText("There are unsaved changes.")).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Journal" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("What you have changed in the form is lost.")).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Field("Title")).ToHaveValueAsync("Not saved");

        var asked = 0;
        Page.Dialog += async (_, dialog) =>
        {
            asked++;
            await dialog.AcceptAsync();
        };
        await Page.ReloadAsync();
        Assert.That(asked, Is.EqualTo(1));
        await Field("Title").WaitForAsync();
        await Assertions.Expect(Field("Title")).ToHaveValueAsync("Stored");

        // A text that names nothing was typed, too.
        await Field("Web-version policy").FillAsync("keep");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Journal" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Leave" }).ClickAsync();
        await Page.WaitForURLAsync(PanelAddress + "journal");

        // The answer comes when the person is elsewhere.
        var answered = new TaskCompletionSource();
        await Page.RouteAsync("**/accounts/save", async route =>
        {
            await answered.Task;
            await route.ContinueAsync();
        });
        await Page.EvaluateAsync("() => Blazor.navigateTo('accounts/new')");
        await Field("Name").FillAsync(NewName("late"));
        await Field("Title").FillAsync("Late");
        await Field("Time zone").FillAsync("UTC");
        await Field("Tariff").FillAsync("1");
        await Page.Keyboard.PressAsync("Control+S");
        await Page.WaitForRequestAsync("**/accounts/save");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Journal" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Leave" }).ClickAsync();
        await Page.WaitForURLAsync(PanelAddress + "journal");
        answered.SetResult();
        await Assertions.Expect(Page.GetByText("is created.")).ToBeVisibleAsync();
        Assert.That(Page.Url, Does.EndWith("/journal"));
    }

    [Test]
    public async Task Save_WhenTheTokenIsRevokedMeanwhile_LosesNothingForATokenThatMayDoAsMuch()
    {
        Expected.Add("401");
        var id = await CreateAccountAsync(("title", "Stored"));
        var (first, secret) = await CreateTokenAsync("accounts.read", "accounts.write", "directory.read");
        await OpenAsync($"accounts/{id}", secret);
        await Field("Title").FillAsync("Typed for ten minutes");
        await Field("Tariff").PressAsync("ArrowDown");
        await Assertions.Expect(Page.Locator(".mud-popover-open .mud-list-item").Filter(new() { HasText = "Enterprise (3)" })).ToBeVisibleAsync();
        await DoAsync("tokens/revoke", WithId(first));
        await Page.Keyboard.PressAsync("Control+S");

        // Neither seen nor reached: by no key, in no list, in no title.
        await Assertions.Expect(Page.GetByText("What you had not saved is kept")).ToBeVisibleAsync();
        await Assertions.Expect(Field("Title")).ToBeHiddenAsync();
        await Assertions.Expect(Page.GetByText("Enterprise (3)")).ToBeHiddenAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Altcraft.Accounts");
        await Assertions.Expect(Page).ToHaveTitleAsync("Sign in");
        await Assertions.Expect(Page.GetByLabel("API token")).ToBeFocusedAsync();
        await CheckAccessibilityAsync("sign-in-again");
        var saves = 0;
        Page.Request += (_, request) => saves += request.Url.EndsWith("accounts/save", StringComparison.Ordinal) ? 1 : 0;
        await Page.Keyboard.PressAsync("Control+S");
        for (var i = 0; i < 6; i++)
        {
            await Page.Keyboard.PressAsync("Tab");
            Assert.That(await Page.EvaluateAsync<bool>("() => document.activeElement.closest('[inert]') === null"), "the focus stays before the screen");
        }

        await Page.EvaluateAsync("() => Blazor.navigateTo('journal')");
        await SignInAgainAsync("aat_wrong");
        await Assertions.Expect(Page.GetByText("unknown, revoked or expired")).ToBeVisibleAsync();
        var (second, another) = await CreateTokenAsync("accounts.read", "accounts.write", "directory.read", "tokens");
        await SignInAgainAsync(another);
        await Assertions.Expect(Page.GetByText("The screen is as you left it")).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator("#content")).ToBeFocusedAsync();
        await Assertions.Expect(Page.GetByText("so this was not done. Try again.")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Tokens" })).ToBeVisibleAsync();
        await Assertions.Expect(Field("Title")).ToHaveValueAsync("Typed for ten minutes");
        Assert.That(saves, Is.Zero);
        await Page.Keyboard.PressAsync("Control+S");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Typed for ten minutes");
        Assert.That((await GetAccountAsync(id))["account"]!["title"]!.ToString(), Is.EqualTo("Typed for ten minutes"));

        await Field("Title").FillAsync("Typed again");
        await DoAsync("tokens/revoke", WithId(second));
        await Page.Keyboard.PressAsync("Control+S");
        await SignInAgainAsync((await CreateTokenAsync("accounts.read")).Secret);
        await Assertions.Expect(Page.GetByText("so the screen was opened anew")).ToBeVisibleAsync();
        await Assertions.Expect(Field("Title")).ToHaveValueAsync("Typed for ten minutes");
        await Assertions.Expect(Field("Title")).ToHaveAttributeAsync("readonly", string.Empty);

        async Task SignInAgainAsync(string token)
        {
            await Page.GetByLabel("API token").FillAsync(token);
            await Page.Keyboard.PressAsync("Enter");
        }
    }

    private static Regex AllOf(params string[] texts) => new(string.Join(".*", texts.Select(Regex.Escape)), RegexOptions.Singleline);
}
