namespace Altcraft.Accounts.PanelTests.Browser;

/// <summary>The table of accounts: filters, search, columns.</summary>
internal sealed class AccountTableTests : PanelTest
{
    [Test]
    public async Task Accounts_WhenFiltered_KeepTheFilterInTheAddress()
    {
        for (var number = 1; number <= 150; number++)
        {
            await CreateAccountAsync(("name", $"filter-{number:000}"), ("title", number % 2 == 0 ? "Even" : "Odd"), ("tariff", number == 7 ? "Small" : "example tariff"));
        }

        var seventh = await Api.ScalarAsync<long>("select id from accounts where name = 'filter-007'");
        await DoAsync("accounts/deactivate", WithId(seventh));
        await OpenAsync("accounts");
        await Assertions.Expect(Page.Locator("#total")).ToHaveTextAsync("Accounts: 150");
        await Assertions.Expect(Row("filter-001")).ToBeVisibleAsync();
        await CheckAccessibilityAsync("accounts");

        // The service searches: an account far from the first page is found.
        await Page.GetByLabel("Name or title").PressSequentiallyAsync("filter-14");
        await Assertions.Expect(Page.Locator("#total")).ToHaveTextAsync("Accounts: 10");
        await Assertions.Expect(Row("filter-149")).ToBeVisibleAsync();
        await Assertions.Expect(Row("filter-001")).Not.ToBeVisibleAsync();
        await Assertions.Expect(Page).ToHaveURLAsync(PanelAddress + "accounts?search=filter-14");

        await Row("filter-142").GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(@"accounts/\d+$"));
        await Page.GoBackAsync();
        await Assertions.Expect(Page.Locator("#total")).ToHaveTextAsync("Accounts: 10");
        await Assertions.Expect(Page.GetByLabel("Name or title")).ToHaveValueAsync("filter-14");

        await Page.GetByLabel("Name or title").FillAsync("");
        await Page.Locator("#active").SelectOptionAsync("Inactive");
        await Page.Locator("#tariff").SelectOptionAsync(new SelectOptionValue { Label = "Small (2)" });
        await Assertions.Expect(Page.Locator("#total")).ToHaveTextAsync("Accounts: 1");
        await Page.ReloadAsync();
        await Assertions.Expect(Row("filter-007")).ToContainTextAsync("Inactive");
        await Page.Locator("#frozen").SelectOptionAsync("Frozen");
        await Assertions.Expect(Page.GetByText("No account matches.")).ToBeVisibleAsync();
        await Page.GoBackAsync();
        await Assertions.Expect(Row("filter-007")).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator("#frozen")).ToHaveValueAsync("");

        await Page.GotoAsync(PanelAddress + "accounts?external_data_connector=1&active=maybe&tariff=x");
        await Assertions.Expect(Page.GetByText("Data connector: 1")).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Remove the filter: Data connector: 1" }).ClickAsync();
        await Assertions.Expect(Page.Locator("#total")).ToHaveTextAsync("Accounts: 150");
    }

    private ILocator Row(string name) => Page.Locator("tr[data-row]").Filter(new() { Has = Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }) });
}
