using System.Diagnostics;

namespace Altcraft.Accounts.PanelTests.Browser;

/// <summary>A table of very many accounts, whose IDs have gaps.</summary>
internal sealed class AccountTableScrollTests : PanelTest
{
    // More take longer to make than to scroll. PANEL_ROWS=1000000 in the environment is for a look at a million.
    private static readonly int Accounts = int.Parse(
        Environment.GetEnvironmentVariable("PANEL_ROWS") ?? "200000", System.Globalization.CultureInfo.InvariantCulture);

    [Test]
    public async Task Accounts_WhenThereAreVeryMany_AreScrolledToTheEnd()
    {
        var clock = Stopwatch.StartNew();
        await ManyAccounts.InsertVeryManyAsync(
            Api, "row-", Accounts, "n * 8 + n % 7 + case when n % 1000 < 500 then 0 else 2000 end + n / 1000 * 4000");
        TestContext.Out.WriteLine($"{Accounts} accounts made in {clock.Elapsed}");
        await Page.AddInitScriptAsync("""
            window.IntersectionObserver = class extends IntersectionObserver {
                constructor(tell, options) { super((...told) => window.isDeaf || tell(...told), options); }
            };
            """);
        await OpenAsync("accounts");
        await Assertions.Expect(Page.Locator("#total")).ToHaveTextAsync($"Accounts: {Accounts:N0}");
        await Assertions.Expect(Row(1)).ToBeVisibleAsync();

        await ScrollAsync(1);
        await Assertions.Expect(Row(Accounts)).ToBeInViewportAsync();

        foreach (var place in new[] { 0.37, 0.81, 0.5 })
        {
            clock.Restart();
            await ScrollAsync(place);
            var middle = await VisibleAsync();
            TestContext.Out.WriteLine($"rows at {place} in {clock.ElapsedMilliseconds} ms: {middle[0]}");
            Assert.That(middle[0] / (double)Accounts, Is.EqualTo(place).Within(0.02));

            // On and back, row after row.
            await Table.FocusAsync();
            await Page.Keyboard.PressAsync("PageDown");
            await SettleAsync();
            var next = await VisibleAsync();
            Assert.That(next[0], Is.InRange(middle[0] + 5, middle[^1] + 1));
            await Page.Keyboard.PressAsync("PageUp");
            await SettleAsync();
            var back = await VisibleAsync();
            Assert.That(back[0], Is.EqualTo(middle[0]).Within(5), "where two runs of rows meet, the view moves by some rows");
            await Page.Keyboard.PressAsync("ArrowDown");
            await Assertions.Expect(Page.GetByRole(AriaRole.Checkbox, new() { Name = $"Select row-{back[0]:0000000}" })).ToBeFocusedAsync();
        }

        // Nobody hears that rows come in sight that are not read.
        await Page.EvaluateAsync("() => { isDeaf = true; setTimeout(() => isDeaf = false, 90); }");
        await ScrollAsync(0.25);
        Assert.That((await VisibleAsync())[0] / (double)Accounts, Is.EqualTo(0.25).Within(0.02));

        await ScrollAsync(0);
        await Assertions.Expect(Row(1)).ToBeInViewportAsync();
    }

    private ILocator Table => Page.GetByRole(AriaRole.Group, new() { Name = "Table of accounts" });

    private ILocator Row(int number) => Page.GetByRole(AriaRole.Link, new() { Name = $"row-{number:0000000}" });

    private async Task ScrollAsync(double place) =>
        await Table.EvaluateAsync("(box, place) => box.scrollTop = place * (box.scrollHeight - box.clientHeight)", place);

    // A browser takes some time for a page up or down.
    private async Task SettleAsync() => await Table.EvaluateAsync("""
        async box => {
            for (let at = -1; at !== box.scrollTop;) {
                at = box.scrollTop;
                await new Promise(done => setTimeout(done, 250));
            }
        }
        """);

    // The numbers of the rows that are wholly in sight, as soon as rows fill the table: one after the other, none left out. It looks by the clock, because a
    // busy browser may draw no frame for long.
    private async Task<int[]> VisibleAsync()
    {
        var seen = await Page.WaitForFunctionAsync(
            """
            () => {
                const box = document.querySelector('.accounts'), edge = element => element.getBoundingClientRect();
                const top = edge(box.querySelector('th')).bottom, end = edge(box).bottom, rows = [...box.querySelectorAll('tr[data-row]')];
                const isFull = [top + 2, end - 3].every(y => rows.some(row => edge(row).top <= y && y <= edge(row).bottom));
                return isFull && rows.filter(row => edge(row).top >= top - 1 && edge(row).bottom <= end)
                    .map(row => Number(row.querySelector('a').textContent.slice(4)));
            }
            """,
            null,
            new() { PollingInterval = 50 });
        var numbers = await seen.JsonValueAsync<int[]>();
        Assert.That(numbers, Is.EqualTo(Enumerable.Range(numbers[0], numbers.Length)));
        return numbers;
    }
}
