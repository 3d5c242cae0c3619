namespace Altcraft.Accounts.PanelTests.Browser;

/// <summary>The screens of tariffs, policies, databases and connectors.</summary>
internal sealed class DirectoryTests : PanelTest
{
    [Test]
    public async Task Tariff_WhenCreatedChangedAndDeleted_IsToldAtEachStep()
    {
        Expected.AddRange(["400", "409"]);
        await OpenAsync("tariffs");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Add" }).ClickAsync();
        await Page.GetByLabel("Name (required)").FillAsync("12345");
        await Page.GetByLabel("Limit of active accounts").FillAsync("many");
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.GetByText("Enter a whole number.")).ToBeVisibleAsync();

        await Page.GetByLabel("Limit of active accounts").FillAsync("-1");
        await Assertions.Expect(Page.GetByText("Enter a whole number.")).ToHaveCountAsync(0);
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.Locator("#name-error")).ToContainTextAsync("Must not be all digits");
        Assert.That(await Page.GetByLabel("Limit of active accounts").GetAttributeAsync("aria-describedby"), Does.Contain("max_accounts-error"));
        await CheckAccessibilityAsync("directory-refused");

        await Page.GetByLabel("Name (required)").FillAsync("Journey");
        await Page.GetByLabel("Limit of active accounts").FillAsync("1");
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.GetByText("Saved: Journey")).ToBeVisibleAsync();
        await CreateAccountAsync(("tariff", "Journey"));

        await Page.GetByLabel("Search by name").FillAsync("journ");
        await Assertions.Expect(Page.GetByText("Shown: 1 of 1")).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Journey" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("Accounts: 1")).ToBeVisibleAsync();
        Assert.That(await Page.GetByRole(AriaRole.Link, new() { Name = "Show them" }).GetAttributeAsync("href"), Does.Match(@"^accounts\?tariff=\d+$"));
        await CheckAccessibilityAsync("directory-item");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Show them" }).ClickAsync();
        await Assertions.Expect(Page.Locator("#total")).ToHaveTextAsync("Accounts: 1");
        await Page.GoBackAsync();

        await Page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).DblClickAsync();
        var dialog = Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog.GetByText("Accounts that use it: 1.")).ToBeVisibleAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Delete" })).ToHaveCountAsync(0);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);

        await Page.GoBackAsync();
        await Assertions.Expect(Page.GetByText("Shown: 1 of 1")).ToBeVisibleAsync();
        Assert.That(await Page.GetByLabel("Search by name").InputValueAsync(), Is.EqualTo("journ"));
    }

    [Test]
    public async Task Database_WhenSomebodyElseHasSaved_ShowsTheirsAndKeepsMine()
    {
        Expected.Add("409");
        var id = (await DoAsync("databases/save", Database("conflict", "old.example.com"))).SavedId;
        await OpenAsync($"databases/{id}");
        Assert.That(await Page.GetByLabel("Kind (required)").IsDisabledAsync(), Is.True);
        await Page.GetByLabel("Host (required)").FillAsync("mine.example.com");
        var theirs = Database("conflict", "theirs.example.com");
        (theirs["id"], theirs["description"]) = (id, "theirs, too");
        await DoAsync("databases/save", theirs);

        await Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Somebody else has saved this meanwhile" })).ToBeFocusedAsync();
        await Assertions.Expect(Page.Locator("#conflict-host")).ToContainTextAsync("theirs.example.com");
        await Assertions.Expect(Page.Locator("#conflict-description")).ToContainTextAsync("Taken into the form.");
        Assert.That(await Page.GetByLabel("Host (required)").InputValueAsync(), Is.EqualTo("mine.example.com"));
        Assert.That(await Page.GetByLabel("Description").InputValueAsync(), Is.EqualTo("theirs, too"));
        await CheckAccessibilityAsync("directory-conflict");

        await Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("Saved: conflict")).ToBeVisibleAsync();
        Assert.That(
            await Api.ScalarAsync<string>($"select host || ' ' || description from databases where id = {id}"), Is.EqualTo("mine.example.com theirs, too"));
    }

    [Test]
    public async Task Areas_WhenOneFollowsTheOther_AreTableAndFormOfTheirOwn()
    {
        Expected.Add("503");
        await Api.ExecuteAsync("""
            insert into web_version_policies (name, name_key, description)
            select '<b onmouseover=alert(' || n || ')>' || n, 'hostile' || n, '<img src=x onerror=alert(1)>' from generate_series(1, 130) n
            """);
        await OpenRefusedAsync("web-version-policies", "**/web_version_policies/list");
        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = "<b onmouseover=alert(1)>1", Exact = true })).ToBeVisibleAsync();
        await CheckAccessibilityAsync("directory-list");
        await CheckNarrowAsync("directory-list");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Load more" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = "<b onmouseover=alert(130)>130" })).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Load more" })).ToHaveCountAsync(0);

        await Page.GetByRole(AriaRole.Link, new() { Name = "Connectors" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Connectors" })).ToBeFocusedAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Add" }).ClickAsync();
        await Page.GetByLabel("Name (required)", new() { Exact = true }).FillAsync("not saved");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Tariffs", Exact = true }).ClickAsync();
        await Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        Assert.That(await Page.GetByLabel("Name (required)", new() { Exact = true }).InputValueAsync(), Is.EqualTo("not saved"));
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Page.GetByLabel("Kind (required)").SelectOptionAsync("bigquery");
        foreach (var (label, value) in new[] { ("Host", "h"), ("Port", "443"), ("Database", "d"), ("User name", "u"), ("Name of the secret", "s") })
        {
            await Page.GetByLabel(label + " (required)", new() { Exact = true }).FillAsync(value);
        }

        await CheckNarrowAsync("directory");
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.GetByText("Saved: not saved")).ToBeVisibleAsync();

        // The answer comes when the person is elsewhere.
        var answered = new TaskCompletionSource();
        await Page.RouteAsync("**/external_data_connectors/save", async route =>
        {
            await answered.Task;
            await route.ContinueAsync();
        });
        await Page.GetByRole(AriaRole.Link, new() { Name = "not saved" }).ClickAsync();
        await Page.GetByLabel("Name (required)", new() { Exact = true }).FillAsync("late");
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.GetByLabel("Name (required)", new() { Exact = true })).ToHaveAttributeAsync("readonly", string.Empty);
        await Page.GetByRole(AriaRole.Link, new() { Name = "Journal", Exact = true }).ClickAsync();
        await Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Leave" }).ClickAsync();
        await Page.GetByRole(AriaRole.Heading, new() { Name = "Journal" }).WaitForAsync();
        answered.SetResult();
        await Assertions.Expect(Page.GetByText("Saved: late")).ToBeVisibleAsync();
        Assert.That(Page.Url, Does.EndWith("/journal"));
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(Page.GetByLabel("API token")).ToBeVisibleAsync();
    }

    private static JsonObject Database(string name, string host) => new()
    {
        ["name"] = name,
        ["kind"] = "postgresql",
        ["host"] = host,
        ["port"] = 5432,
        ["database"] = "d",
        ["username"] = "u",
        ["secret_ref"] = "s",
    };
}
