using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;

// What an administrator waits for. Arguments: the address of the service, an API token, the number of rounds, the path of Chromium.
var (panel, token, rounds) = (args[0] + "/panel/", args[1], int.Parse(args[2], CultureInfo.InvariantCulture));
using var playwright = await Playwright.CreateAsync();
var visits = new Dictionary<string, List<double>>();
long bytes = 0;
for (var round = 0; round < rounds; round++)
{
    // A profile of its own on the disk, as people have one: each round begins with an empty cache.
    await using var context = await playwright.Chromium.LaunchPersistentContextAsync(Path.Combine(args[4], $"profile-{round}"), new()
    {
        ExecutablePath = args[3],
        Args = ["--no-sandbox"],
        Locale = "en-GB",
        ViewportSize = new() { Width = 1280, Height = 900 },
    });

    // The browser itself notes when the field for the token has the focus and is drawn: Playwright looks for it at intervals of up to half a second.
    await context.AddInitScriptAsync("""
        addEventListener('focusin', event => {
            if (event.target.id === 'token') requestAnimationFrame(() => setTimeout(() => { window.isUsable ??= performance.now(); }));
        })
        """);
    var page = await context.NewPageAsync();
    var sizes = new List<Task<RequestSizesResult>>();
    page.RequestFinished += (_, request) => sizes.Add(request.SizesAsync());
    await VisitAsync("first visit: sign-in can be used");
    bytes = Math.Max(bytes, (await Task.WhenAll(sizes)).Sum(size => (long)size.ResponseBodySize + size.ResponseHeadersSize));

    page = await context.NewPageAsync();
    await VisitAsync("second visit: sign-in can be used");

    await page.GetByLabel("API token").FillAsync(token);
    await page.Keyboard.PressAsync("Enter");
    await page.GetByRole(AriaRole.Link, new() { Name = "Accounts", Exact = true }).WaitForAsync();

    // From the API's answer to the first row, which the table has to compute and draw: all times are the browser's. The overview, which is shown first,
    // lists accounts, too.
    await page.EvaluateAsync("""
        () => {
            addEventListener('click', () => { window.clicked = performance.now(); }, { capture: true, once: true });
            new MutationObserver((_, observer) => {
                if (document.querySelector('tr[data-row]')) { window.firstRow = performance.now(); observer.disconnect(); }
            }).observe(document, { childList: true, subtree: true });
        }
        """);
    await page.GetByRole(AriaRole.Link, new() { Name = "Accounts", Exact = true }).ClickAsync();
    await page.Locator("tr[data-row]").First.WaitForAsync();
    Note("table: from the click to its first row", await page.EvaluateAsync<double>("() => window.firstRow - window.clicked"));
    Note("table: from the API's answer to its first row", await page.EvaluateAsync<double>("""
        () => window.firstRow - performance.getEntriesByType('resource')
            .find(entry => entry.name.endsWith('accounts/list') && entry.startTime > window.clicked).responseEnd
        """));

    // To the end of the table, whatever is between.
    await Measure("table: scrolled to the last account", async () =>
    {
        var box = page.Locator(".table-box");
        for (var scrolls = 0; scrolls < 3; scrolls++)
        {
            await box.EvaluateAsync("box => { box.scrollTop = box.scrollHeight; }");
            await page.WaitForTimeoutAsync(150);
        }

        await page.Locator("tr[data-row]").First.WaitForAsync();
    });

    async Task VisitAsync(string name)
    {
        await page.GotoAsync(panel);
        Note(name, await (await page.WaitForFunctionAsync("() => window.isUsable")).JsonValueAsync<double>());
    }
}

foreach (var (name, times) in visits)
{
    times.Sort();
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-50} median {times[times.Count / 2],7:0} ms, longest {times[^1],7:0} ms"));
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"first visit: transferred",-50} {bytes / 1048576.0:0.00} MiB"));

async Task Measure(string name, Func<Task> visit)
{
    var began = Stopwatch.GetTimestamp();
    await visit();
    Note(name, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
}

void Note(string name, double milliseconds)
{
    if (!visits.TryGetValue(name, out var times))
    {
        visits[name] = times = [];
    }

    times.Add(milliseconds);
}
