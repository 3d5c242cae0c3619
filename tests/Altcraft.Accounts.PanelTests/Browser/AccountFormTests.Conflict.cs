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

    private static Regex AllOf(params string[] texts) => new(string.Join(".*", texts.Select(Regex.Escape)), RegexOptions.Singleline);
}
