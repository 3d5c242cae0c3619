using System.Text.Json;
using System.Text.RegularExpressions;
using Altcraft.Accounts.IntegrationTests.AccountUsers;

namespace Altcraft.Accounts.PanelTests.Browser;

/// <summary>
/// Names and titles that a page could take for something else. They come past the API, which refuses some of them: what is stored is shown as text, on
/// every screen, whatever it is.
/// </summary>
internal sealed partial class HostileTextTests : FormTest
{
    private static readonly string[] Texts =
    [
        "<script>hostile=1</script>", "<img src=x onerror=hostile=1>", "\"><svg onload=hostile=1>", "'><body onload='hostile=1'>", "<iframe src=javascript:hostile=1>",
        "<a href=//example.com>x</a>", "<b onmouseover=hostile=1>b</b>", "<style>*{display:none}</style>", "<base href=//example.com/>", "<!-- comment",
        "</td></tr></table>", "</title></textarea>", "<template><p>t", "<input autofocus onfocus=hostile=1>", "javascript:hostile=1", "//example.com/x", "../../tokens",
        "&lt;i&gt;", "&#x3C;script&#x3E;", "&amp;nbsp;", "\\u003cscript\\u003e", "{{7*7}}", "${7*7}", "@(1+1)", "{0} {1}", "%s%n%00", "'; drop table accounts; --",
        "=HYPERLINK(\"http://example.com\")", "\"quoted\", 'single'", "null", "undefined", "[object Object]", "0", "a\u202Etxt.exe", "\u2066x\u2069\u200f\u200b",
        "שלום עולם", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢", "🙂🏳️‍🌈👩‍👩‍👧", "ﷺ ﷽", new string('W', 300),
    ];

    // What the texts would make, if they were taken for HTML.
    private const string Dangers =
        "#app :is(script, style, iframe, base, template, body), [src=x], [onload], [onerror], [onmouseover], [onfocus], a[href^=javascript], a[href*=\"//example.com\"]";

    private static readonly string Joined = string.Join(" | ", Texts);

    private long _account;

    protected override (string Key, string Value)[] Settings => UserTest.WithMail;

    protected override ViewportSize Size => new() { Width = 1280, Height = 4000 };

    [Test]
    public async Task Screens_WhenTextIsHostile_ShowItAsText()
    {
        Expected.AddRange(["400", "402", "409"]);
        Page.Dialog += (_, dialog) => Assert.Fail("A script has run: " + dialog.Message);
        await InsertAsync();
        await OpenAsync("accounts?active=false");
        Assert.That(await Page.Locator("header .who").TextContentAsync(), Is.EqualTo(Joined));
        await AssertShownAsync("accounts", "td.name, td.title");
        await Page.Locator("#select-all").ClickAsync();
        await Button("Activate").ClickAsync();
        await Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Activate" }).ClickAsync();
        await Button("Close").ClickAsync(new() { Trial = true });
        await AssertShownAsync("bulk", ".failures td:first-child");
        await Button("Close").ClickAsync();

        await GoAsync($"accounts/{_account}");
        await Assertions.Expect(Field("Tariff")).Not.ToHaveValueAsync("");
        await AssertShownAsync("account: connectors", ".connectors li .value", " (");
        await AssertShownAsync("account: values", null);
        foreach (var picker in new[] { "tariff", "web_version_policy", "account_postgresql", "account_cache_clickhouse" })
        {
            await AssertPickedAsync(picker);
        }

        foreach (var verb in new[] { "Freeze", "Activate", "Delete" })
        {
            await AssertAskedAsync(Button(verb));
        }

        await GoAsync($"accounts/{_account}/users");
        await AssertShownAsync("users", "tbody th, tbody td");

        // The service lets no sign-in name have all of them: it is asked for another one.
        await Page.RouteAsync("**/accounts/users/get", route => route.ContinueAsync(new()
        {
            PostData = System.Text.Encoding.UTF8.GetBytes($$"""{"account_id":{{_account}},"name":"joined"}"""),
        }));
        await GoAsync($"accounts/{_account}/users/edit?name={Uri.EscapeDataString(Joined)}");
        await Assertions.Expect(Field("First name")).ToHaveValueAsync(Joined);
        await AssertShownAsync("user", null);
        foreach (var verb in new[] { "Send a welcome mail", "Deactivate", "Delete" })
        {
            await AssertAskedAsync(Button(verb));
        }

        foreach (var (area, table) in new[]
        {
            ("tariffs", "tariffs"), ("web-version-policies", "web_version_policies"), ("databases", "databases"), ("connectors", "external_data_connectors"),
        })
        {
            await GoAsync(area);
            await Page.Locator("tbody tr").Nth(Texts.Length).WaitForAsync();
            await AssertShownAsync(area, "tbody th, tbody td");
            await GoAsync($"{area}/{await Api.ScalarAsync<long>($"select min(id) from {table} where name_key = '0'")}");
            await Assertions.Expect(Field("Description")).ToHaveValueAsync(Joined);
            await AssertShownAsync(area + ": item", null);
            await AssertAskedAsync(Button("Delete"));
        }

        await GoAsync("tariffs");
        await GoAsync("tariffs/1");
        await Field("Description").FillAsync("mine");
        await Api.ExecuteAsync("update tariffs set description = (select t from hostile where n = 0), version = version + 1 where id = 1");
        await Button("Save").ClickAsync();
        await Page.Locator("#conflict-description").WaitForAsync();
        await AssertShownAsync("conflict", null, within: ".conflict");
        await Field("Description").FillAsync("");
        await Button("Save").ClickAsync();
        await Page.GetByText("Saved:").WaitForAsync();

        await GoAsync("tokens");
        await Page.Locator("tbody tr").Nth(Texts.Length).WaitForAsync();
        await AssertShownAsync("tokens", "tbody th");
        await Page.Locator("tr").Filter(new() { HasText = "h0…" }).GetByRole(AriaRole.Button).ClickAsync();
        await AssertShownAsync("revoke", ".mud-dialog li");
        await AssertShownAsync("revoke: title", null, within: ".mud-dialog h2");
        await Page.Keyboard.PressAsync("Escape");
        await GoAsync("tokens/new?like=" + await Api.ScalarAsync<long>("select id from tokens where prefix = 'h0'"));
        await Assertions.Expect(Field("Name (required)")).ToHaveValueAsync(Joined);
        await AssertShownAsync("token", null);

        await AssertRefusedAsync();
        await GoAsync("journal?type=tariff");
        await Page.Locator("tbody tr").Nth(Texts.Length).WaitForAsync();
        await AssertShownAsync("journal: objects", "tbody td:nth-child(3) a", " (ID ");
        await AssertShownAsync("journal: old values", "del");
        await AssertShownAsync("journal: new values", "ins");
        await AssertShownAsync("journal: tokens", "tbody td:nth-child(5) a", " (ID ");
        await AssertShownAsync("journal: completion", "#token-names option", " (");
        await GoAsync("");
        await Page.GetByText("Attempts:").WaitForAsync();
        await Page.Locator("section.part[aria-busy=true]").First.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        foreach (var part in new[] { "tariffs", "today", "mails" })
        {
            await AssertShownAsync("overview: " + part, null, within: $"[aria-labelledby={part}]");
        }
    }

    // The forms of what is new. The service says what it refuses, and may say any part of it again.
    private async Task AssertRefusedAsync()
    {
        await Page.RouteAsync(new Regex("/(save|add|create)$"), route => route.FulfillAsync(new()
        {
            Status = 400,
            Body = JsonSerializer.Serialize(new
            {
                error = 400,
                error_text = Joined,
                request_id = Joined,
                errors = new[] { new { field = "name", code = "wrong", message = "name " + Joined }, new { field = "other", code = "wrong", message = Joined } },
            }),
        }));
        foreach (var (screen, button) in new[]
        {
            ("accounts/new", "Create"), ($"accounts/{_account}/users/new", "Add a user"), ("tariffs/new", "Save"), ("tokens/new", "Create a token"), ("databases/new", "Save"),
        })
        {
            await GoAsync(screen);
            if (screen == "accounts/new")
            {
                // None is chosen here, so that the picker offers all.
                await AssertPickedAsync("external_data_connectors");
            }

            await Field("Name").FillAsync(Joined);
            await Button(button).ClickAsync();
            await Assertions.Expect(Field("Name")).ToHaveAttributeAsync("aria-invalid", "true");
            await Assertions.Expect(Field("Name")).ToHaveValueAsync(Joined);
            await AssertShownAsync(screen + ": field", null, within: "#name-error");
            await AssertShownAsync(screen + ": sentence", null, within: "main .failure p");
            await AssertShownAsync(screen + ": other", null, within: "main .failure li");
            await Field("Name").FillAsync("");
        }

        await Page.UnrouteAllAsync();
    }

    private async Task AssertPickedAsync(string picker)
    {
        await Page.Locator("#" + picker).FocusAsync();
        await Page.Keyboard.PressAsync("ArrowDown");
        await Page.Locator(".mud-popover-open .mud-list-item").Nth(Texts.Length).WaitForAsync();
        await AssertShownAsync(picker, ".mud-popover-open .mud-list-item", " (");
        await Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Page.Locator(".mud-popover-open")).ToHaveCountAsync(0);
    }

    // Within the page, as a link does.
    private async Task GoAsync(string screen)
    {
        await Page.EvaluateAsync("screen => { document.querySelector('h1').dataset.old = ''; Blazor.navigateTo(screen); }", screen);
        await Page.Locator("h1:not([data-old])").WaitForAsync();
    }

    private async Task AssertAskedAsync(ILocator button)
    {
        await button.ClickAsync();
        await Page.GetByRole(AriaRole.Dialog).WaitForAsync();
        await AssertShownAsync($"{Page.Url}: {button}", null, within: ".mud-dialog");
        await Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    /// <summary>Each text is there, character for character, and has done nothing.</summary>
    /// <param name="elements">The elements that have one text each; <see langword="null"/> where all are in one, which may be a field.</param>
    /// <param name="end">What follows the text in each of them.</param>
    private async Task AssertShownAsync(string what, string? elements, string end = "", string within = "main")
    {
        string[] missing = [];
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        do
        {
            var shown = await Page.EvaluateAsync<string[]>(
                """
                ([elements, within]) => elements
                    ? [...document.querySelectorAll(elements)].map(element => element instanceof HTMLOptionElement ? element.value : element.textContent.trim())
                    : [...document.querySelectorAll(within)].flatMap(part => [part.textContent, ...[...part.querySelectorAll('input, textarea')].map(field => field.value)])
                """,
                new[] { elements, within });
            missing = [.. Texts.Where(text => !shown.Any(one => elements is null ? one.Contains(text, StringComparison.Ordinal)
                : end.Length == 0 ? one == text : one.StartsWith(text + end, StringComparison.Ordinal)))];
        }
        while (missing.Length > 0 && !limit.IsCancellationRequested);

        Assert.That(missing, Is.Empty, what);
        var done = await Page.EvaluateAsync<string>($"() => `${{window.hostile}} ${{document.querySelectorAll('{Dangers}').length}}`");
        Assert.That(done, Is.EqualTo("undefined 0"), what);
    }
}
