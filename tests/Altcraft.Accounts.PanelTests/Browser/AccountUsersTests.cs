using System.Text.RegularExpressions;
using Altcraft.Accounts.IntegrationTests.AccountUsers;

namespace Altcraft.Accounts.PanelTests.Browser;

/// <summary>The screens of an account's users. The service has a mail server at which nothing listens.</summary>
internal sealed class AccountUsersTests : FormTest
{
    protected override (string Key, string Value)[] Settings => UserTest.WithMail;

    [Test]
    public async Task Users_WhenAdministered_AreAddedWelcomedChangedAndDeleted()
    {
        Expected.AddRange(["400", "409", "429", "503"]);
        var account = await CreateAccountAsync(("name", "users-journey"));
        await OpenAsync($"accounts/{account}");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Users of the account" }).PressAsync("Enter");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Users of users-journey");
        await Assertions.Expect(Page.GetByText("No users.")).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Add a user" }).PressAsync("Enter");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Cancel" }).PressAsync("Enter");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Add a user" }).PressAsync("Enter");

        await Field("Name").FillAsync("maria lopez");
        await Field("E-mail address").FillAsync("maria");
        await Field("Telephone").FillAsync("call me");
        await Page.Keyboard.PressAsync("Control+S");
        await Assertions.Expect(Field("Name")).ToBeFocusedAsync();
        Assert.That(await ErrorOfAsync("Name"), Does.StartWith("Must not contain a space"));
        Assert.That(await ErrorOfAsync("E-mail address"), Does.StartWith("Must have an \"@\""));
        Assert.That(await ErrorOfAsync("Telephone"), Does.StartWith("Must not contain \"c\""));
        await Assertions.Expect(Page.Locator(".save")).ToContainTextAsync("Correct the marked fields.");
        await CheckAccessibilityAsync("account-user-refused");
        await Field("Name").FillAsync("maria.lopez");
        await Assertions.Expect(Page.Locator("[aria-invalid=true]")).ToHaveCountAsync(2);
        await Field("E-mail address").FillAsync("maria@example.com");
        await Field("First name").FillAsync("<b>María</b>");
        await Field("Telephone").FillAsync("+34 600 000");
        await Field("Language of mails").SelectOptionAsync("RU");
        await Page.GetByRole(AriaRole.Switch, new() { Name = "Send a welcome mail now" }).PressAsync("Space");
        await Page.Keyboard.PressAsync("Control+S");

        await Page.WaitForURLAsync("**/users/edit?name=maria.lopez");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("User maria.lopez@users-journey");
        await Assertions.Expect(Field("E-mail address for notifications")).ToHaveValueAsync("maria@example.com");
        await Assertions.Expect(Field("First name")).ToHaveValueAsync("<b>María</b>");
        await Page.ReloadAsync();
        await Page.Locator("#last-welcome").WaitForAsync();
        await Assertions.Expect(Page.Locator("#last-welcome")).ToContainTextAsync("none has been sent");
        await ConfirmAsync("Send a welcome mail", "the link in an earlier mail stops working");
        await Assertions.Expect(Alert("was asked for less than a minute ago")).ToBeVisibleAsync();
        await CheckAccessibilityAsync("account-user");

        await ConfirmAsync("Deactivate", "Whether the user can still sign in is up to the platform.");
        await ConfirmAsync("Send a welcome mail", "valid for 48 hours");
        await Assertions.Expect(Alert("is not active")).ToBeVisibleAsync();
        await Button("Activate").PressAsync("Enter");
        await Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Button("Activate")).ToBeFocusedAsync();

        // Somebody else changes the same user.
        await Field("Last name").FillAsync("Mine");
        await DoAsync("accounts/users/update", new JsonObject { ["account_id"] = account, ["name"] = "maria.lopez", ["last_name"] = "Theirs", ["master"] = true });
        await Page.Keyboard.PressAsync("Control+S");
        await Assertions.Expect(Page.Locator("#conflict-title")).ToBeFocusedAsync();
        await Assertions.Expect(Page.Locator("#conflict-last_name")).ToContainTextAsync(new Regex("none.*Theirs.*Mine", RegexOptions.Singleline));
        await Assertions.Expect(Page.Locator(".conflict")).ToContainTextAsync("Saved last by");
        await ScreenshotAsync("account-user-conflict");

        // A conflict that was shown does not keep the next one from being looked at: of what the form does not show.
        await DoAsync("accounts/users/update", new JsonObject { ["account_id"] = account, ["name"] = "maria.lopez", ["active"] = true });
        await DoAsync("accounts/users/update", new JsonObject { ["account_id"] = account, ["name"] = "maria.lopez", ["active"] = false });
        await Field("Name").FillAsync("maria");
        await Page.Keyboard.PressAsync("Control+S");
        await Page.WaitForURLAsync("**/users/edit?name=maria");
        var user = (await DoAsync("accounts/users/get", new JsonObject { ["account_id"] = account, ["name"] = "maria" })).Data!["user"]!;
        Assert.That($"{user["last_name"]} {user["master"]} {user["active"]} {user["lang"]}", Is.EqualTo("Mine true false RU"));

        // What is typed while the rest is saved stays, also when what is stored cannot be read.
        var answered = new TaskCompletionSource();
        await Page.RouteAsync("**/users/update", async route =>
        {
            await answered.Task;
            await route.ContinueAsync();
        });
        await Page.RouteAsync("**/users/get", route => route.FulfillAsync(new() { Status = 503, Body = """{"error":503,"error_text":"The service is full."}""" }));
        await Field("First name").FillAsync("Maria");
        await Page.Keyboard.PressAsync("Control+S");
        await Field("Last name").FillAsync("Lopez");
        answered.SetResult();
        await Assertions.Expect(Alert("The service is full.")).ToBeVisibleAsync();
        await Page.UnrouteAllAsync();
        await Assertions.Expect(Field("E-mail address")).ToHaveValueAsync("maria@example.com");
        await Assertions.Expect(Field("Last name")).ToHaveValueAsync("Lopez");
        await Page.Keyboard.PressAsync("Control+S");
        await Assertions.Expect(Page.GetByText("Saved.")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByText("There are unsaved changes.")).ToHaveCountAsync(0);
        user = (await DoAsync("accounts/users/get", new JsonObject { ["account_id"] = account, ["name"] = "maria" })).Data!["user"]!;
        Assert.That($"{user["first_name"]} {user["last_name"]}", Is.EqualTo("Maria Lopez"));

        // A save is overtaken again and again, though nothing that the form shows has changed.
        var saves = 0;
        await Page.RouteAsync("**/users/update", route =>
        {
            saves++;
            return route.FulfillAsync(new()
            {
                Status = 409,
                Body = """{"error":409,"error_text":"Overtaken.","errors":[{"field":"version","code":"stale_version","message":"Overtaken."}]}""",
            });
        });
        await Field("First name").FillAsync("Mary");
        await Page.Keyboard.PressAsync("Control+S");
        await Assertions.Expect(Alert("Overtaken.")).ToBeVisibleAsync();
        Assert.That(saves, Is.EqualTo(5));
        await Page.UnrouteAllAsync();

        await ConfirmAsync("Delete", "A deleted user cannot be restored");
        await Page.WaitForURLAsync($"**/accounts/{account}/users");
        await Assertions.Expect(Page.GetByText("No users.")).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator(".journal li strong").First).ToHaveTextAsync("Deleted");
    }

    [Test]
    public async Task List_WhenItIsLong_ShowsAllOfItByPagesAndWhatIsFiltered()
    {
        Expected.Add("503");
        var account = await CreateAccountAsync();
        await Api.ExecuteAsync($"""
            insert into account_users (account_id, name, name_key, search_key, email, lang, active, master)
            select {account}, 'user' || i, 'user' || i, 'user' || i, 'user' || i || '@example.com', 'EN', i % 10 > 0, i % 50 = 0 from generate_series(1000, 1249) i
            """);
        await OpenRefusedAsync($"accounts/{account}/users", "**/accounts/users/list");
        await Assertions.Expect(Page.GetByText("Users: 250", new() { Exact = true })).ToBeVisibleAsync();
        var rows = Page.Locator("tbody tr");
        await Assertions.Expect(rows).ToHaveCountAsync(100);
        await CheckAccessibilityAsync("account-users");
        foreach (var count in new[] { 199, 250 })
        {
            await Button("Show more").PressAsync("Enter");
            await Assertions.Expect(rows).ToHaveCountAsync(count);
        }

        await Assertions.Expect(Button("Show more")).ToHaveCountAsync(0);
        await Field("Activity").SelectOptionAsync("Inactive");
        await Assertions.Expect(rows).ToHaveCountAsync(25);
        await Field("Role").SelectOptionAsync("Master users");
        await Assertions.Expect(Page.GetByText("Users: 5", new() { Exact = true })).ToBeVisibleAsync();
        await Field("Search").PressSequentiallyAsync("user 1", new() { Delay = 20 });
        await Assertions.Expect(Page.GetByText("No users.")).ToBeVisibleAsync();
        await Assertions.Expect(Field("Search")).ToHaveValueAsync("user 1");
        await Field("Search").FillAsync("USER105");
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        Assert.That(Page.Url, Does.EndWith("?active=false&master=true&search=USER105"));

        await Page.GetByRole(AriaRole.Link, new() { Name = "user1050" }).ClickAsync();
        await Assertions.Expect(Field("E-mail address")).ToHaveValueAsync("user1050@example.com");
        await Page.GoBackAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        await Assertions.Expect(Field("Search")).ToHaveValueAsync("USER105");
        await Assertions.Expect(Field("Role").Locator("option:checked")).ToHaveTextAsync("Master users");
    }

    [Test]
    public async Task Screens_WhenTokenMayOnlyReadUsers_AreReadOnly()
    {
        var account = await CreateAccountAsync();
        await DoAsync("accounts/users/add", new JsonObject { ["account_id"] = account, ["name"] = "anna", ["email"] = "anna@example.com", ["send_welcome"] = true });
        await Api.ExecuteAsync($"update welcome_mails set sent_at = '2026-01-02T03:04:05Z' where account_id = {account}");
        var (_, reader) = await CreateTokenAsync("users.read");
        await Page.AddInitScriptAsync("localStorage.setItem('panel.language', 'ru')");
        await OpenAsync($"accounts/{account}/users", reader);
        await Assertions.Expect(Page.GetByText("Пользователей: 1")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByText("Добавить пользователя")).ToHaveCountAsync(0);
        await CheckNarrowAsync("account-users-ru");
        await Page.GetByRole(AriaRole.Link, new() { Name = "anna" }).ClickAsync();
        await Assertions.Expect(Field("Адрес электронной почты")).ToHaveAttributeAsync("readonly", string.Empty);
        await Assertions.Expect(Page.Locator("#last-welcome")).ToContainTextAsync(new Regex(@"02\.01\.2026 0?6:04 UTC\+03:00"));
        Assert.That(await Page.Locator("main button:not([disabled])").CountAsync(), Is.Zero);
        await CheckAccessibilityAsync("account-user-ru");
        await CheckNarrowAsync("account-user-ru");
    }

    private ILocator Alert(string text) => Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = text });
}
