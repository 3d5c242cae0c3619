namespace Altcraft.Accounts.PanelTests.Browser;

/// <summary>The screen of the journal.</summary>
internal sealed class JournalTests : PanelTest
{
    [Test]
    public async Task Journal_WhenAskedWhoChangedTheTitle_AnswersAndLeadsThere()
    {
        Expected.AddRange(["404", "503"]);
        var (tokenId, culprit) = await CreateTokenAsync("accounts.read", "accounts.write", "accounts.delete");
        var culpritName = await Api.ScalarAsync<string>($"select name from tokens where id = {tokenId}");
        var other = NewName("journal");
        var otherId = await CreateAccountAsync(("name", other));
        var crowd = NewName("crowd");
        await ManyAccounts.InsertAsync(Api, crowd + "-", 20);
        await CreateAccountAsync(("name", crowd));
        var account = NewAccount(("title", "<b>Old title</b>"));
        var id = (await DoAsync("accounts/save", account)).SavedId;
        (account["id"], account["title"]) = (id, "<img src=x onerror=alert(1)>");
        await SendAsAsync(culprit, "accounts/save", account);
        for (var i = 0; i < 60; i++)
        {
            await DoAsync(i % 2 == 0 ? "accounts/deactivate" : "accounts/activate", WithId(id));
        }

        await SendAsAsync(culprit, "accounts/delete", WithId(id));
        await Api.ExecuteAsync("insert into tokens (name, prefix, hash, scopes) select 'Twin', n, sha256(n::bytea), array['*'] from unnest(array['1', '2']) n");
        await OpenRefusedAsync("journal", "**/audit/list");
        await Assertions.Expect(Page.GetByText("Shown: 50 of")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync("Account: Deleted");
        await Assertions.Expect(Page.GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync($"{account["name"]} (ID {id})");
        await Assertions.Expect(Page.GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync("It can be restored there.");
        await Assertions.Expect(Page.GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync("UTC+03:00");
        await CheckAccessibilityAsync("journal");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Load more" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Load more" })).ToHaveCountAsync(0);

        await Page.GetByLabel("Type of object").SelectOptionAsync("Account");
        await Page.GetByLabel("Name or ID of the object").FillAsync("nobody");
        await Page.GetByLabel("Name or ID of the object").PressAsync("Enter");
        await Assertions.Expect(Page.GetByText("There is no such object.")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByLabel("Name or ID of the object")).ToHaveValueAsync("nobody");
        await Page.GetByLabel("Name or ID of the object").FillAsync(crowd.ToUpperInvariant());
        await Page.GetByLabel("Name or ID of the object").PressAsync("Tab");
        await Assertions.Expect(Page.GetByText("Shown: 1 of 1")).ToBeVisibleAsync();

        // An object that is found when another type was chosen meanwhile is not filtered by.
        var answered = new TaskCompletionSource();
        await Page.RouteAsync("**/accounts/get", async route =>
        {
            await answered.Task;
            await route.ContinueAsync();
        });
        await Page.GetByLabel("Name or ID of the object").FillAsync(other);
        await Page.RunAndWaitForRequestAsync(() => Page.GetByLabel("Name or ID of the object").PressAsync("Enter"), "**/accounts/get");
        await Page.GetByLabel("Type of object").SelectOptionAsync("Tariff");
        await Assertions.Expect(Page.GetByLabel("Name or ID of the object")).ToHaveValueAsync("");
        await Page.RunAndWaitForResponseAsync(() => Task.Run(answered.SetResult), "**/accounts/get");
        await Page.GetByLabel("Action").SelectOptionAsync("Tariff: Changed");
        await Page.WaitForURLAsync("**/journal?type=tariff&action=tariff.update");
        await Page.UnrouteAllAsync();
        await Page.GetByLabel("Type of object").SelectOptionAsync("Account");
        await Page.GetByLabel("Name or ID of the object").PressSequentiallyAsync(other[..^1]);
        await Assertions.Expect(Page.Locator($"#object-names option[value='{other} ({otherId})']")).ToHaveCountAsync(1);
        await Page.GetByLabel("Name or ID of the object").FillAsync(other);
        await Page.GetByLabel("Name or ID of the object").PressAsync("Enter");
        await Assertions.Expect(Page.GetByText("Shown: 1 of 1")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByLabel("Name or ID of the object")).ToHaveValueAsync($"{other} ({otherId})");
        await Assertions.Expect(Page.GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync("Tariff: example tariff (1)");
        await Assertions.Expect(Page.GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync(new System.Text.RegularExpressions.Regex(@"Day of the weekly report:\s*[A-Z][a-z]+day"));
        await Assertions.Expect(Page.GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync(new System.Text.RegularExpressions.Regex(@"Hour of the weekly report:\s*[0-9]+:00"));
        await Page.GetByLabel("Name or ID of the object").FillAsync($"{id}");
        await Page.GetByLabel("Name or ID of the object").PressAsync("Enter");
        await Page.GetByLabel("Action").SelectOptionAsync("Account: Changed");
        await Assertions.Expect(Page.GetByText("Shown: 1 of 1")).ToBeVisibleAsync();
        var row = Page.GetByRole(AriaRole.Row).Nth(1);
        await Assertions.Expect(row).ToContainTextAsync("<b>Old title</b>");
        await Assertions.Expect(row).ToContainTextAsync("<img src=x onerror=alert(1)>");
        await Assertions.Expect(row).ToContainTextAsync($"{culpritName} (ID {tokenId})");

        await row.GetByRole(AriaRole.Link, new() { Name = $"ID {id}" }).ClickAsync();
        await WaitForScreenAsync($"accounts/{id}");
        await Page.GoBackAsync();
        await Assertions.Expect(Page.GetByText("Shown: 1 of 1")).ToBeVisibleAsync();
        Assert.That(await Page.GetByLabel("Name or ID of the object").InputValueAsync(), Is.EqualTo($"{id}"));
        await Page.GoBackAsync();
        await Assertions.Expect(Page.GetByLabel("Action")).ToHaveValueAsync("");

        await Page.GetByRole(AriaRole.Link, new() { Name = "Clear filters" }).ClickAsync();
        await Page.GetByLabel("Token").FillAsync("nobody");
        await Page.GetByLabel("Token").PressAsync("Enter");
        await Assertions.Expect(Page.GetByText("No token has this name or ID.")).ToBeVisibleAsync();
        await Page.GetByLabel("Object ID").FillAsync("nothing");
        await Page.GetByLabel("Object ID").PressAsync("Enter");
        await Assertions.Expect(Page.Locator("[aria-invalid=true]")).ToHaveCountAsync(2);
        await Page.GetByRole(AriaRole.Link, new() { Name = "Clear filters" }).ClickAsync();
        await Assertions.Expect(Page.Locator("[aria-invalid=true]")).ToHaveCountAsync(0);
        Assert.That(await Page.GetByLabel("Object ID").InputValueAsync() + await Page.GetByLabel("Token").InputValueAsync(), Is.Empty);
        await Page.GetByLabel("Token").FillAsync("twin");
        await Page.GetByLabel("Token").PressAsync("Enter");
        await Assertions.Expect(Page.GetByText("Several tokens have this name")).ToBeVisibleAsync();
        await Page.GetByLabel("Token").FillAsync($"{culpritName} ({tokenId})");
        await Page.GetByLabel("Token").PressAsync("Enter");
        await Assertions.Expect(Page.GetByText("Shown: 2 of 2")).ToBeVisibleAsync();
        var before = Page.GetByLabel("Before (UTC+03:00)");
        await before.FillAsync("2020-05-05T03:00");
        await before.PressAsync("Enter");
        await Page.WaitForURLAsync("**until=2020-05-05T00*");
        await before.PressAsync("Backspace");
        await Page.Keyboard.PressAsync("2");
        await Assertions.Expect(before).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^2020-0[25]-0[25]T03:00"));
        await before.FillAsync("2020-01-01T03:00");
        await before.PressAsync("Enter");
        await Page.WaitForURLAsync("**until=2020-01-01T00*");
        await Assertions.Expect(Page.GetByText("No entry matches.")).ToBeVisibleAsync();
        Assert.That(Page.Url, Does.EndWith($"?token={tokenId}&until=2020-01-01T00%3A00%3A00Z"));
    }
}

/// <summary>The journal and the other screens around it for somebody who reads Russian, with a token that may little.</summary>
internal sealed class JournalRussianTests : PanelTest
{
    protected override string Language => "ru-RU";

    [Test]
    public async Task Screens_WhenLanguageIsRussian_AreRussian()
    {
        var (_, few) = await CreateTokenAsync("audit.read", "directory.read");
        await OpenAsync("journal", few);
        Assert.That(
            await Page.GetByRole(AriaRole.Navigation, new() { Name = "Экраны" }).GetByRole(AriaRole.Link).AllInnerTextsAsync(),
            Is.EqualTo(["Обзор", "Тарифы", "Политики веб-версий", "Базы данных", "Коннекторы", "Журнал"]));
        await Assertions.Expect(Page.GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync("Токен: Создание");
        await Assertions.Expect(Page.GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync("Читать журнал");
        await Assertions.Expect(Page.GetByLabel("ID токена")).ToBeVisibleAsync();
        await CheckNarrowAsync("journal-ru");

        // The preferences and, where there is little room, the menu, by keyboard.
        var preferences = Page.GetByRole(AriaRole.Button, new() { Name = "Настройки" });
        await preferences.PressAsync("Enter");
        await Assertions.Expect(Page.GetByLabel("Язык")).ToBeVisibleAsync();
        await CheckAccessibilityAsync("preferences-ru");
        await Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Page.GetByLabel("Язык")).Not.ToBeVisibleAsync();
        await Assertions.Expect(preferences).ToBeFocusedAsync();
        await Page.SetViewportSizeAsync(360, 740);
        var menu = Page.GetByRole(AriaRole.Button, new() { Name = "Меню" });
        await Assertions.Expect(Page.GetByRole(AriaRole.Navigation, new() { Name = "Экраны" })).ToHaveCountAsync(0);
        await menu.PressAsync("Enter");
        await Page.GetByLabel("Язык").FocusAsync();
        await CheckAccessibilityAsync("menu-360-ru");
        await Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Page.GetByLabel("Язык")).Not.ToBeVisibleAsync();
        await Assertions.Expect(menu).ToBeFocusedAsync();
        await Assertions.Expect(menu).ToHaveAttributeAsync("aria-expanded", "false");
        await menu.PressAsync("Enter");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Коннекторы" }).ClickAsync();
        await Assertions.Expect(menu).ToHaveAttributeAsync("aria-expanded", "false");
        await Page.GetByRole(AriaRole.Row).Nth(1).GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(Page.GetByText("Ваш токен может читать это, но не изменять.")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Сохранить" })).ToHaveCountAsync(0);
        await CheckNarrowAsync("directory-ru");
    }
}
