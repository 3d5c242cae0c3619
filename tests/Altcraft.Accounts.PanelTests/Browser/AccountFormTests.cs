using System.Text.RegularExpressions;

namespace Altcraft.Accounts.PanelTests.Browser;

/// <summary>The screen of one account.</summary>
internal sealed partial class AccountFormTests : FormTest
{
    [Test]
    public async Task NewAccount_WhenThreeFieldsAreRefused_IsCreatedOnceTheyAreCorrected()
    {
        Expected.AddRange(["400", "409"]);
        await OpenAsync("accounts/new");

        // By keyboard alone, from the heading that has the focus.
        await Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(Field("Name")).ToBeFocusedAsync();
        await Page.Keyboard.TypeAsync("north@shop");

        // A text that names nothing stays, and is not saved over.
        await Field("Time zone").FocusAsync();
        await Page.Keyboard.TypeAsync("york");
        await Page.Keyboard.PressAsync("Tab");
        Assert.That(await ErrorOfAsync("Time zone"), Does.StartWith("There is no such item. Choose one from the list"));
        await Page.Keyboard.PressAsync("Control+S");
        await Assertions.Expect(Field("Time zone")).ToBeFocusedAsync();
        await Assertions.Expect(Field("Time zone")).ToHaveValueAsync("york");
        await Assertions.Expect(Field("Title")).ToHaveAttributeAsync("aria-invalid", "false");
        await Page.Keyboard.PressAsync("Control+A");
        await PickAsync("new york", "America/New_York (UTC");
        await Page.Keyboard.PressAsync("Control+S");

        await Assertions.Expect(Field("Name")).ToBeFocusedAsync();
        Assert.That(await ErrorOfAsync("Name"), Does.StartWith("Must not contain \"@\""));
        Assert.That(await ErrorOfAsync("Title"), Does.StartWith("Is required."));
        Assert.That(await ErrorOfAsync("Tariff"), Does.StartWith("Is required."));
        await CheckAccessibilityAsync("account-new-refused");

        await Page.Keyboard.PressAsync("Control+A");
        await Page.Keyboard.TypeAsync("North shop");
        await Assertions.Expect(Field("Name")).ToHaveAttributeAsync("aria-invalid", "false");
        await Assertions.Expect(Field("Title")).ToHaveAttributeAsync("aria-invalid", "true");
        await Page.Keyboard.PressAsync("Tab");
        await Page.Keyboard.TypeAsync("The shop in the north");
        await Field("Tariff").FocusAsync();

        // Enter before the service has answered takes nothing of the earlier list.
        await Page.Keyboard.TypeAsync("sma");
        await Assertions.Expect(Page.Locator(".mud-popover-open .mud-list-item").First).ToContainTextAsync("Small (2)");
        await Page.Keyboard.PressAsync("Control+A");
        await Page.Keyboard.TypeAsync("ENTER");
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.Locator(".mud-popover-open .mud-list-item").First).ToContainTextAsync("Enterprise (3)");
        await Assertions.Expect(Field("Tariff")).ToHaveValueAsync("ENTER");
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Field("Tariff")).ToHaveValueAsync("Enterprise (3)");
        await Assertions.Expect(Page.Locator("[aria-invalid=true]")).ToHaveCountAsync(0);
        await Assertions.Expect(Page.GetByText("Correct the marked fields.")).ToHaveCountAsync(0);

        // Who goes on to another field has chosen what its text names.
        await Field("Web-version policy").FocusAsync();
        await Page.Keyboard.TypeAsync("keep for a MONTH");
        await Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(Field("Web-version policy")).ToHaveValueAsync("Keep for a month (1)");
        await Field("Add a connector").FocusAsync();
        await Page.Keyboard.TypeAsync("4");
        await Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Events (4)" })).ToBeVisibleAsync();
        await Assertions.Expect(Field("Add a connector")).Not.ToBeFocusedAsync();
        foreach (var connector in new[] { "Shop (1)", "Billing (3)" })
        {
            await Field("Add a connector").FocusAsync();
            await PickAsync(connector[..4], connector);
            await Assertions.Expect(Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = connector })).ToBeVisibleAsync();
        }

        await Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Billing" }).GetByLabel("Move up").PressAsync("Enter");
        await Assertions.Expect(Page.GetByText("Moved to place 2 of 3.")).ToBeAttachedAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.GetByText("Moved to place 1 of 3.")).ToBeAttachedAsync();
        await Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Shop" }).GetByLabel("Remove").PressAsync("Enter");
        await Field("Day of the weekly report").SelectOptionAsync("Sunday");
        await Page.GetByRole(AriaRole.Switch, new() { Name = "Push messages" }).PressAsync("Space");
        await Field("Web-version policy").FillAsync("keep");
        await Page.Keyboard.PressAsync("Control+S");
        Assert.That(await ErrorOfAsync("Web-version policy"), Does.StartWith("There is no such item."));
        await Field("Web-version policy").FillAsync("");
        await Assertions.Expect(Page.Locator("[aria-invalid=true]")).ToHaveCountAsync(0);
        await Field("Tariff").FillAsync("ENTERprise");
        await Page.Keyboard.PressAsync("Control+S");

        await Page.WaitForURLAsync(AccountAddress());
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("The shop in the north");
        await Assertions.Expect(Page.Locator(".journal")).ToContainTextAsync("Created");
        var account = (await GetAccountAsync(long.Parse(Page.Url.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture)))["account"]!;
        Assert.That(
            $"{account["name"]} {account["tz"]} {account["tariff"]} {account["external_data_connectors"]!.ToJsonString()} {account["reports_day"]} {account["enable_push"]} {account["web_version_policy"]}",
            Is.EqualTo("North shop America/New_York 3 [3,4] 0 true "));
        await CheckAccessibilityAsync("account");

        // This service has no mail server.
        await Page.GetByRole(AriaRole.Link, new() { Name = "Users of the account" }).ClickAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Add a user" }).ClickAsync();
        await Field("Name").FillAsync("anna");
        await Field("E-mail address").FillAsync("anna@example.com");
        await Field("Send a welcome mail now").CheckAsync();
        await Page.Keyboard.PressAsync("Control+S");
        await Assertions.Expect(Field("Send a welcome mail now")).ToBeFocusedAsync();
        Assert.That(await ErrorOfAsync("Send a welcome mail now"), Does.Contain("The service cannot send mail").And.Contain("send it later"));
        await Field("Send a welcome mail now").UncheckAsync();
        await Page.Keyboard.PressAsync("Control+S");
        await Page.WaitForURLAsync("**/users/edit?name=anna");
    }

    [Test]
    public async Task State_WhenItIsChanged_SaysItsConsequenceBefore()
    {
        Expected.AddRange(["400", "404", "409"]);
        var name = NewName();
        var id = await CreateAccountAsync(("name", name));
        await OpenAsync($"accounts/{id}");
        await Field("Title").FillAsync("Not saved yet");

        await Button("Freeze").PressAsync("Enter");
        await Assertions.Expect(Page.GetByText("is frozen until somebody unfreezes it")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByText("Whether users can still sign in is up to the platform.")).ToBeVisibleAsync();
        await Field("Payment URL").FillAsync("pay here");
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Field("Payment URL")).ToBeFocusedAsync();
        Assert.That(await ErrorOfAsync("Payment URL"), Does.StartWith("Must be an absolute https or http URL"));
        await CheckAccessibilityAsync("account-freeze");
        for (var i = 0; i < 8; i++)
        {
            await Page.Keyboard.PressAsync("Tab");
            Assert.That(await Page.EvaluateAsync<bool>("() => document.activeElement.closest('.mud-dialog, .mud-dialog-container') !== null"), "the focus stays in the dialog");
        }

        await Field("Payment URL").FillAsync("https://pay.example.com/7");
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.Locator("p").GetByText("Payment URL: https://pay.example.com/7")).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator(".badge").Filter(new() { HasText = "Frozen" })).ToBeVisibleAsync();
        await Assertions.Expect(Field("Title")).ToHaveValueAsync("Not saved yet");

        await Button("Deactivate").PressAsync("Enter");
        await Assertions.Expect(Page.GetByText("its place in the tariff becomes free")).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Button("Deactivate")).ToBeFocusedAsync();
        await ConfirmAsync("Deactivate", "its place in the tariff becomes free");
        await Assertions.Expect(Button("Activate")).ToBeFocusedAsync();
        await Assertions.Expect(Button("Change the payment URL")).ToBeVisibleAsync();
        await ConfirmAsync("Unfreeze", "stays inactive until somebody activates it. Its payment URL is deleted");
        await ConfirmAsync("Activate", "counts for its tariff");
        await Page.Keyboard.PressAsync("Control+S");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Not saved yet");

        await ConfirmAsync("Delete", "Its name becomes free for another account");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeFocusedAsync();
        await CreateAccountAsync(("name", name));
        await Button("Restore").ClickAsync();
        Assert.That(await ErrorOfAsync("New name"), Does.Contain("is taken"));
        await CheckAccessibilityAsync("account-deleted");
        await Field("New name").FillAsync(name + "-again");
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Field("Name")).ToHaveValueAsync(name + "-again");
        await Assertions.Expect(Page.Locator(".journal li strong").First).ToHaveTextAsync("Restored");

        // What is answered late about an account that is no longer shown changes nothing.
        await Page.RouteAsync("**/accounts/get", async route =>
        {
            await Task.Delay(route.Request.PostData!.Contains("987654321", StringComparison.Ordinal) ? 500 : 0);
            await route.ContinueAsync();
        });
        var late = Page.WaitForResponseAsync(answer => answer.Status == 404);
        await Page.RunAndWaitForRequestAsync(() => Page.EvaluateAsync("() => Blazor.navigateTo('accounts/987654321')"), "**/accounts/get");
        await Page.EvaluateAsync("id => Blazor.navigateTo(`accounts/${id}`)", id);
        await late;
        await Assertions.Expect(Field("Name")).ToHaveValueAsync(name + "-again");
        await Assertions.Expect(Page.GetByText("No account has the ID")).ToHaveCountAsync(0);

        await Page.GotoAsync(PanelAddress + "accounts/987654321");
        await Page.GetByText("No account has the ID 987654321").WaitForAsync();
        await Assertions.Expect(Page.GetByText("If it was deleted, you can try to restore it")).ToBeVisibleAsync();
        await Button("Restore").ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "987654321" })).ToBeVisibleAsync();
    }

    [Test]
    public async Task Screen_WhenTokenMayOnlyRead_IsReadOnly()
    {
        var id = await CreateAccountAsync(("external_data_connectors", new JsonArray(2, 1)), ("enable_push", true));
        var (_, reader) = await CreateTokenAsync("accounts.read");
        await OpenAsync($"accounts/{id}", reader);

        await Assertions.Expect(Field("Name")).ToHaveAttributeAsync("readonly", string.Empty);
        await Assertions.Expect(Field("Tariff")).ToHaveValueAsync("1");
        await Assertions.Expect(Page.GetByRole(AriaRole.Switch, new() { Name = "Push messages" })).ToBeDisabledAsync();
        Assert.That(await Page.Locator("main button:not([disabled])").CountAsync(), Is.Zero);
        await Assertions.Expect(Page.Locator(".journal")).ToHaveCountAsync(0);
        await Assertions.Expect(Page.GetByText("Users of the account")).ToHaveCountAsync(0);
        await CheckAccessibilityAsync("account-read-only");
    }

    [Test]
    public async Task Screen_WhenRussianNarrowOrWide_HasAllOfIt()
    {
        Expected.Add("400");
        var id = await CreateAccountAsync(("title", "Магазин"), ("external_data_connectors", new JsonArray(2, 1)), ("web_version_policy", 1));
        await Page.AddInitScriptAsync("localStorage.setItem('panel.language', 'ru')");
        await OpenAsync("tariffs/new");
        await Field("Предел активных аккаунтов").FillAsync("много");
        await Page.Keyboard.PressAsync("Control+S");
        Assert.That(await ErrorOfAsync("Предел активных аккаунтов"), Does.StartWith("Введите целое число."));
        await Field("Предел активных аккаунтов").FillAsync("");
        await Page.EvaluateAsync("id => Blazor.navigateTo(`accounts/${id}`)", id);

        await Assertions.Expect(Field("Часовой пояс")).ToHaveValueAsync("Europe/Moscow (UTC+03:00)");
        await Assertions.Expect(Field("Политика веб-версий")).ToHaveValueAsync("Keep for a month (1)");
        await Assertions.Expect(Field("День еженедельного отчёта").Locator("option:checked")).ToHaveTextAsync("Понедельник");
        await Button("Деактивировать").ClickAsync();
        await Assertions.Expect(Page.GetByText("Смогут ли пользователи входить, решает платформа.")).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Field("Имя").FillAsync("a@b");
        await Page.Keyboard.PressAsync("Control+S");
        Assert.That(await ErrorOfAsync("Имя"), Does.StartWith("Недопустимый символ. (Must not contain \"@\""));
        await CheckNarrowAsync("account-ru");

        // Much room: the form in two columns, the journal beside it.
        await Page.SetViewportSizeAsync(2560, 1300);
        await CheckAccessibilityAsync("account-ru-2560");
        var (name, title) = (await Field("Имя").BoundingBoxAsync(), await Field("Название").BoundingBoxAsync());
        var journal = await Page.Locator(".journal").BoundingBoxAsync();
        Assert.That((title!.Y, journal!.Y < name!.Y), Is.EqualTo((name.Y, true)));
        Assert.That(journal.X, Is.GreaterThan(title.X + title.Width));
    }

    [GeneratedRegex(@"/panel/accounts/\d+$")]
    private static partial Regex AccountAddress();
}
