using System.Text.RegularExpressions;

namespace Altcraft.Accounts.PanelTests.Browser;

/// <content>Saving when something is not as one hopes.</content>
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

        await Page.Keyboard.PressAsync("Control+S");
        var panel = Page.Locator(".conflict");
        await Assertions.Expect(panel.GetByRole(AriaRole.Heading)).ToBeFocusedAsync();
        await Assertions.Expect(panel.GetByRole(AriaRole.Group, new() { Name = "Title" })).ToContainTextAsync(AllOf("Before", "Theirs", "Mine"));
        await Assertions.Expect(panel.GetByRole(AriaRole.Group, new() { Name = "Tariff" })).ToContainTextAsync(AllOf("example tariff", "Enterprise"));
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
            Is.EqualTo("Mine 3 17 mine.example.com 3"));

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
    public async Task Save_WhenTheTokenIsRevokedMeanwhile_LosesNothingForATokenThatMayDoAsMuch()
    {
        Expected.Add("401");
        var id = await CreateAccountAsync(("title", "Stored"));
        var (first, secret) = await CreateTokenAsync("accounts.read", "accounts.write", "directory.read");
        await OpenAsync($"accounts/{id}", secret);
        await Field("Title").FillAsync("Typed for ten minutes");
        await Field("Tariff").FillAsync("ent");
        await Assertions.Expect(Page.Locator(".mud-popover-open .mud-list-item").First).ToContainTextAsync("Enterprise (3)");
        await DoAsync("tokens/revoke", WithId(first));
        await Page.Keyboard.PressAsync("Control+S");

        // Neither seen nor reached: by no key, in no list, in no title.
        await Assertions.Expect(Page.GetByText("What you have typed is still there.")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByText("Typed for ten minutes")).ToBeHiddenAsync();
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
        await Assertions.Expect(Page.GetByText("The form is as you left it")).ToBeVisibleAsync();
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
