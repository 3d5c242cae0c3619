using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Altcraft.Accounts.PanelTests.Browser;

/// <summary>The table of accounts: filters, search, columns, keys, and what it writes to a file.</summary>
internal sealed class AccountTableTests : PanelTest
{
    private const int Rows = 1205;

    // IDs from 6. The 7th is inactive and of another tariff.
    [OneTimeSetUp]
    public async Task MakeAccountsAsync()
    {
        await ManyAccounts.InsertAsync(Api, "account-", Rows);
        await Api.ExecuteAsync("update accounts set is_active = false, tariff_id = 2 where id = 12");
    }

    [Test]
    public async Task Accounts_WhenFiltered_KeepTheFilterInTheAddress()
    {
        Expected.AddRange(["404", "503"]);
        var lists = new ConcurrentQueue<string>();
        Page.Request += (_, request) => lists.Enqueue(request.Url.EndsWith("/accounts/list", StringComparison.Ordinal) ? request.PostData! : "account-");
        await OpenAsync("accounts?search=account-");
        await Assertions.Expect(Page.Locator("#total")).ToHaveTextAsync("Accounts: 1,205");
        Assert.That(lists, Has.All.Contains("account-"), "nothing is read without the filter");
        await Assertions.Expect(Row("account-0000001")).ToBeVisibleAsync();
        await CheckAccessibilityAsync("accounts");
        await CheckNarrowAsync("accounts");

        // Back leads to the place in the table, too.
        await Table.EvaluateAsync("box => box.scrollTop = 900 * 33");
        await Row("account-0000905").GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(Page).ToHaveURLAsync(new Regex(@"accounts/910$"));
        await Page.GoBackAsync();
        await Assertions.Expect(Row("account-0000905")).ToBeInViewportAsync();
        await Assertions.Expect(Row("account-0000905").GetByRole(AriaRole.Link)).ToHaveAttributeAsync("tabindex", "0");

        // The service searches: an account far from the first page is found.
        await Search.FillAsync("");
        await Search.PressSequentiallyAsync("account-000114");
        await Assertions.Expect(Page.Locator("#total")).ToHaveTextAsync("Accounts: 10");
        await Assertions.Expect(Row("account-0001149")).ToBeVisibleAsync();
        await Assertions.Expect(Row("account-0000001")).Not.ToBeVisibleAsync();
        await Assertions.Expect(Page).ToHaveURLAsync(PanelAddress + "accounts?search=account-000114");

        await Row("account-0001142").GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(Page).ToHaveURLAsync(new Regex(@"accounts/1147$"));
        await Page.GoBackAsync();
        await Assertions.Expect(Page.Locator("#total")).ToHaveTextAsync("Accounts: 10");
        await Assertions.Expect(Search).ToHaveValueAsync("account-000114");

        await Search.FillAsync("");
        await Page.Locator("#active").SelectOptionAsync("Inactive");
        await PickTariffAsync("Small (2)");
        await Assertions.Expect(Page.Locator("#total")).ToHaveTextAsync("Accounts: 1");
        await Page.ReloadAsync();
        await Assertions.Expect(Row("account-0000007")).ToContainTextAsync("Inactive");
        await Page.Locator("#frozen").SelectOptionAsync("Frozen");
        await Assertions.Expect(Page.GetByText("No account matches.")).ToBeVisibleAsync();
        await Page.GoBackAsync();
        await Assertions.Expect(Row("account-0000007")).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator("#frozen")).ToHaveValueAsync("");

        // Other screens lead here with filters that have no field, and an address may be mistyped.
        await Page.GotoAsync(PanelAddress + "accounts?external_data_connector=1&active=maybe&tariff=x");
        await Assertions.Expect(Page.GetByText("No account matches.")).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Remove the filter: Data connector: 1" }).ClickAsync();
        await Assertions.Expect(Row("account-0000001")).ToBeVisibleAsync();

        await RefuseAsync("**/accounts/list");
        await Page.Locator("#active").SelectOptionAsync("Inactive");
        await Assertions.Expect(Page.GetByText("The service is busy.")).ToBeVisibleAsync();
        await Assertions.Expect(Button("Try again")).ToBeVisibleAsync();
        await Page.UnrouteAsync("**/accounts/list");

        // The table may ask again itself, and the button is gone then.
        await Button("Try again").EvaluateAllAsync<object?>("buttons => buttons.forEach(button => button.click())");
        await Assertions.Expect(Row("account-0000007")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByText("The service is busy.")).ToHaveCountAsync(0);

        await Page.RouteAsync("**/accounts/list", route => route.FulfillAsync(new() { Body = """{"error":0,"error_text":"Successful operation","data":[],"total_count":0}""" }));
        await Page.GotoAsync(PanelAddress + "accounts");
        await Assertions.Expect(Page.GetByText("There are no accounts yet.")).ToBeVisibleAsync();
        await Page.UnrouteAsync("**/accounts/list");

        // An account that is deleted can be restored where its ID leads to.
        await Page.GetByLabel("Find by ID").FillAsync("x");
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.GetByText("Enter an ID")).ToBeVisibleAsync();
        await Page.GetByLabel("Find by ID").FillAsync("999999");
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.GetByText("No account has the ID 999999")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Restore" })).ToBeVisibleAsync();
    }

    [Test]
    public async Task Accounts_WhenAnOlderAnswerIsLate_ShowTheNewerSearch()
    {
        await Page.RouteAsync("**/accounts/list", async route =>
        {
            if (route.Request.PostData!.Contains("\"account-0000\"", StringComparison.Ordinal))
            {
                await Task.Delay(1500);
            }

            await route.ContinueAsync();
        });
        await OpenAsync("accounts");
        var asked = Page.WaitForRequestAsync(request => request.PostData?.Contains("\"account-0000\"", StringComparison.Ordinal) == true);
        await Search.FillAsync("account-0000");
        await asked;
        await Search.FillAsync("account-0000033");
        await Assertions.Expect(Page.Locator("#total")).ToHaveTextAsync("Accounts: 1");

        await Page.WaitForTimeoutAsync(2000);
        await Assertions.Expect(Page.Locator("#total")).ToHaveTextAsync("Accounts: 1");
        Assert.That(await Page.Locator("tr[data-row]").CountAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task Accounts_WhenUsedByKeyboardOnASmallScreen_CanBeSelectedAndOpened()
    {
        await Page.SetViewportSizeAsync(360, 740);
        await OpenAsync("accounts?search=account-");
        await Assertions.Expect(Row("account-0000001")).ToBeVisibleAsync();
        await Page.Locator("summary").ClickAsync();
        await Page.GetByLabel("Time zone").CheckAsync();
        await Page.GetByLabel("Time zone").UncheckAsync();
        await Page.Locator("fieldset").GetByLabel("Active").UncheckAsync();
        await CheckAccessibilityAsync("accounts-360");
        await Page.ReloadAsync();
        await Assertions.Expect(Row("account-0000001")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Columnheader, new() { Name = "Active" })).Not.ToBeVisibleAsync();
        Assert.That(await Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(360));
        Assert.That(
            await Table.EvaluateAsync<double>("box => box.querySelector('tbody').offsetHeight / box.querySelector('tr[data-row]').offsetHeight"),
            Is.EqualTo(Rows),
            "what is not read yet takes the room that it will need");

        await Table.FocusAsync();
        for (var row = 1; row <= 40; row++)
        {
            await Page.Keyboard.PressAsync("ArrowDown");
            await Assertions.Expect(Page.GetByRole(AriaRole.Checkbox, new() { Name = $"Select account-{row:0000000}" })).ToBeFocusedAsync();
        }

        await Page.Keyboard.PressAsync("Space");
        await Assertions.Expect(Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Selected: 1" })).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator(":focus")).ToBeInViewportAsync(new() { Ratio = 1 });
        await ScreenshotAsync("accounts-360-selected");
        await Page.Keyboard.PressAsync("ArrowUp");
        await Page.Keyboard.PressAsync("Tab");
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page).ToHaveURLAsync(new Regex("accounts/44$"));
    }

    [Test]
    public async Task Export_WhenFiltered_HasAllThatMatchAndNoFormulas()
    {
        await Api.ExecuteAsync("""update accounts set title = '=cmd|'' /C calc''!A0', title_key = '-' where id = 20""");
        await OpenAsync("accounts?search=account-&active=true");
        await Assertions.Expect(Row("account-0000001")).ToBeVisibleAsync();

        var download = await Page.RunAndWaitForDownloadAsync(() => Button("Download CSV").ClickAsync());
        await Assertions.Expect(Page.GetByText("Accounts in the file: 1,204")).ToBeVisibleAsync();

        var bytes = await File.ReadAllBytesAsync(await download.PathAsync());
        Assert.That(bytes[..3], Is.EqualTo(new byte[] { 0xEF, 0xBB, 0xBF }));
        var lines = System.Text.Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        Assert.That(lines[0], Is.EqualTo(
            "\"ID\",Name,Title,Time zone,Tariff ID,Active,Frozen,Tracking pixels,Push messages,Smart settings,Subscribers suspended,Tariff exceeded,Tariff"));
        Assert.That(lines[1], Is.EqualTo("6,account-0000001,Title 1,UTC,1,true,false,false,false,false,false,false,example tariff"));
        Assert.That(lines, Has.One.StartsWith("20,account-0000015,'=cmd|' /C calc'!A0,UTC"));
        Assert.That(lines, Has.Length.EqualTo(1 + 1204 + 1), "a head, the accounts, and nothing after the last line");
        Assert.That(lines[^2], Does.StartWith($"{Rows + 5},account-0001205"));

        await Page.RouteAsync("**/accounts/list", async route =>
        {
            await Task.Delay(1000);
            await route.ContinueAsync();
        });
        await Button("Download CSV").ClickAsync();
        await Assertions.Expect(Button("Cancel the download")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.GetByText("The download was cancelled.")).ToBeVisibleAsync();
    }

    private ILocator Table => Page.GetByRole(AriaRole.Group, new() { Name = "Table of accounts" });

    private ILocator Search => Page.GetByLabel("Name or title");

    private ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name });

    private async Task PickTariffAsync(string name)
    {
        await Page.Locator("#tariff").FillAsync(name[..3]);
        await Page.Locator(".mud-popover-open .mud-list-item").Filter(new() { HasText = name }).ClickAsync();
    }

    private ILocator Row(string name) =>
        Page.Locator("tr[data-row]").Filter(new() { Has = Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }) });
}
