namespace Altcraft.Accounts.PanelTests.Browser;

/// <summary>What is done to many accounts of the table at once.</summary>
internal sealed class AccountTableBulkTests : PanelTest
{
    [Test]
    public async Task Deactivate_WhenAllThatMatchAreSelected_IsForThePagesThatAreNotShown()
    {
        await ManyAccounts.InsertAsync(Api, "all-", 130);
        await ManyAccounts.InsertAsync(Api, "other-", 3);
        await Api.ExecuteAsync("update accounts set is_active = false where name in ('all-0000001', 'all-0000002', 'all-0000129')");
        await OpenAsync("accounts?search=all-");
        await Page.GetByRole(AriaRole.Checkbox, new() { Name = "Select all-0000005", Exact = true }).ClickAsync();
        await Assertions.Expect(Announced("Selected: 1")).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Select all that match: 130" }).ClickAsync();
        await Assertions.Expect(Announced("Selected: all 130 that match the filter")).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Checkbox, new() { Name = "Select all-0000003", Exact = true }).ClickAsync();
        await Assertions.Expect(Announced("Selected: 129. All that match the filter, except 1")).ToBeVisibleAsync();
        await CheckAccessibilityAsync("accounts-selected");

        await Button("Deactivate").ClickAsync();
        await Assertions.Expect(Page.GetByText("Whether users can still sign in is up to the platform.")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByText("Will change: 126")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByText("Already inactive, left alone: 3")).ToBeVisibleAsync();
        Assert.That(await InactiveAsync(), Is.EqualTo(3), "nothing is done before it is confirmed");
        await CheckAccessibilityAsync("accounts-deactivate");
        await Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Page.GetByText("Will change")).Not.ToBeVisibleAsync();
        await Button("Deactivate").ClickAsync();
        await Button("Deactivate: 126").ClickAsync();

        await Assertions.Expect(Page.GetByText("Finished. Changed: 126. Failed: 0.")).ToBeVisibleAsync(new() { Timeout = 15_000 });
        await Assertions.Expect(Button("Close")).ToBeFocusedAsync();
        Assert.That(await InactiveAsync(), Is.EqualTo(129));
        var others = await Api.ScalarAsync<long>(
            "select count(*) from accounts where is_active and (name = 'all-0000003' or name like 'other-%')");
        Assert.That(others, Is.EqualTo(4));
        await Button("Close").ClickAsync();
        await Assertions.Expect(Page.Locator("tr[data-row]").First).ToContainTextAsync("Inactive");
        await Assertions.Expect(Page.GetByText("Selected:")).Not.ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Group, new() { Name = "Table of accounts" })).ToBeFocusedAsync();
    }

    [Test]
    public async Task Activate_WhenTheTariffIsFull_ListsWhatFailedAndTriesAgain()
    {
        Expected.Add("402");
        var tariff = (await DoAsync("tariffs/save", new JsonObject { ["name"] = "Two", ["max_accounts"] = 2 })).SavedId;
        await ManyAccounts.InsertAsync(Api, "full-", 6);
        await Api.ExecuteAsync($"update accounts set is_active = false, tariff_id = {tariff} where name like 'full-%'");
        await OpenAsync($"accounts?tariff={tariff}");
        await Page.Locator("#select-all").ClickAsync();
        await Button("Activate").ClickAsync();
        await Button("Activate: 6").ClickAsync();

        await Assertions.Expect(Page.GetByText("Finished. Changed: 2. Failed: 4.")).ToBeVisibleAsync();
        var failed = Page.GetByRole(AriaRole.Dialog).Locator("tbody tr");
        await Assertions.Expect(failed).ToHaveCountAsync(4);
        await Assertions.Expect(failed.First).ToContainTextAsync("allows 2 active accounts");
        await Assertions.Expect(failed.First).ToContainTextAsync("full-000000");
        await Assertions.Expect(Page.Locator("progress")).ToHaveClassAsync("plain");
        await CheckAccessibilityAsync("accounts-failed");

        // Those that failed are selected for the next attempt.
        await Button("Close").ClickAsync();
        await Assertions.Expect(Announced("Selected: 4")).ToBeVisibleAsync();
        await Button("Activate").ClickAsync();
        await Button("Activate: 4").ClickAsync();
        await Assertions.Expect(Page.GetByText("Finished. Changed: 0. Failed: 4.")).ToBeVisibleAsync();
        await DoAsync("tariffs/save", new JsonObject { ["id"] = tariff, ["name"] = "Two", ["max_accounts"] = 6 });
        await Button("Try again with those that failed: 4").ClickAsync();
        await Assertions.Expect(Page.GetByText("Finished. Changed: 4. Failed: 0.")).ToBeVisibleAsync();
        Assert.That(await Api.ScalarAsync<long>($"select count(*) from accounts where is_active and tariff_id = {tariff}"), Is.EqualTo(6));
    }

    [Test]
    public async Task Freeze_WhenStopped_LeavesTheOthersAlone()
    {
        await ManyAccounts.InsertAsync(Api, "stop-", 60);
        await DoAsync("accounts/freeze", new JsonObject
        {
            ["id"] = await Api.ScalarAsync<long>("select id from accounts where name = 'stop-0000001'"),
            ["frozen_details"] = new JsonObject { ["payment_url"] = "https://first.example/" },
        });
        var (under, most) = (0, 0);
        await Page.RouteAsync("**/accounts/freeze", async route =>
        {
            most = Math.Max(most, Interlocked.Increment(ref under));
            await Task.Delay(150);
            Interlocked.Decrement(ref under);
            await route.ContinueAsync();
        });
        await OpenAsync("accounts");
        await Page.GetByLabel("Name or title").FillAsync("stop-");
        await Assertions.Expect(Page.Locator("#total")).ToHaveTextAsync("Accounts: 60");
        await Page.Locator("#select-all").ClickAsync();
        await Button("Freeze").ClickAsync();
        await Assertions.Expect(Page.GetByText("Already frozen, keep their payment URL: 1")).ToBeVisibleAsync();
        await Page.GetByLabel("Payment URL").FillAsync("pay me");
        await Button("Freeze: 59").ClickAsync();
        await Assertions.Expect(Page.GetByText("Enter a full address")).ToBeVisibleAsync();
        await Page.GetByLabel("Payment URL").FillAsync("https://pay.example/now");
        await Button("Freeze: 59").ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("Escape");
        await Page.EvaluateAsync("() => history.back()");
        await Assertions.Expect(Page.GetByText("Stop and leave?")).ToBeVisibleAsync();
        await Button("Cancel").ClickAsync();
        await Button("Stop").ClickAsync();

        await Assertions.Expect(Page.GetByText("Stopped. Changed:")).ToBeVisibleAsync();
        var frozen = await Api.ScalarAsync<long>("select count(*) from accounts where frozen_payment_url = 'https://pay.example/now'");
        await Assertions.Expect(Page.GetByText($"Stopped. Changed: {frozen}. Failed: 0.")).ToBeVisibleAsync();
        Assert.That(frozen, Is.InRange(1, 40));
        Assert.That(most, Is.LessThanOrEqualTo(4));
        var kept = await Api.ScalarAsync<long>("select count(*) from accounts where frozen_payment_url = 'https://first.example/'");
        Assert.That(kept, Is.EqualTo(1));

        // What was not tried is still selected; the screen is left while its table is read again.
        await Page.RouteAsync("**/accounts/list", async route =>
        {
            await Task.Delay(500);
            await route.ContinueAsync();
        });
        await Button("Close").ClickAsync();
        await Assertions.Expect(Announced("Selected: all 60 that match the filter")).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Tariffs", Exact = true }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Tariffs" })).ToBeVisibleAsync();
    }

    [Test]
    public async Task Bulk_WhenTheTokenMayNot_IsNotOffered()
    {
        await ManyAccounts.InsertAsync(Api, "may-", 3);
        var (_, token) = await CreateTokenAsync("accounts.read", "accounts.delete");
        await OpenAsync("accounts?search=may-", token);
        await Page.GetByRole(AriaRole.Checkbox, new() { Name = "Select may-0000002" }).ClickAsync();
        await Page.GetByRole(AriaRole.Checkbox, new() { Name = "Select may-0000003" }).ClickAsync();
        await Assertions.Expect(Button("Deactivate")).ToHaveCountAsync(0);
        await Assertions.Expect(Page.GetByText("New account")).ToHaveCountAsync(0);
        await Button("Delete").ClickAsync();
        await Assertions.Expect(Page.GetByText("Names and places in tariffs become free")).ToBeVisibleAsync();
        await Button("Delete: 2").ClickAsync();
        await Assertions.Expect(Page.GetByText("Finished. Changed: 2. Failed: 0.")).ToBeVisibleAsync();
        await Button("Close").ClickAsync();
        await Assertions.Expect(Page.Locator("#total")).ToHaveTextAsync("Accounts: 1");
        await Assertions.Expect(Page.Locator("tr[data-row]")).ToHaveCountAsync(1);

        // The token ends while it works: the dialog is not seen over the sign-in page, and tells afterwards what was done.
        Expected.Add("401");
        await Page.RouteAsync("**/accounts/delete", route => route.FulfillAsync(new()
        {
            Status = 401,
            Body = """{"error":401,"error_text":"API token required","request_id":"r"}""",
        }));
        await Page.Locator("#select-all").ClickAsync();
        await Button("Delete").ClickAsync();
        await Button("Delete: 1").ClickAsync();
        await Assertions.Expect(Page.GetByLabel("API token")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Page.UnrouteAsync("**/accounts/delete");
        await Page.GetByLabel("API token").FillAsync(token);
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Announced("Stopped. Changed: 0. Failed: 1.")).ToBeVisibleAsync();
        await Assertions.Expect(Button("Try again with those that failed: 1")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Announced("Changed: 1. Failed: 0.")).ToBeVisibleAsync();
    }

    private ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private ILocator Announced(string text) => Page.GetByRole(AriaRole.Status).Filter(new() { HasText = text });

    private Task<long> InactiveAsync() => Api.ScalarAsync<long>("select count(*) from accounts where not is_active and name like 'all-%'");
}
