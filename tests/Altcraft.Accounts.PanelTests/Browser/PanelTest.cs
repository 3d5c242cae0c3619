using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using NUnit.Framework.Interfaces;

namespace Altcraft.Accounts.PanelTests.Browser;

/// <summary>
/// A fixture with a service, a database and a page of Chromium of its own for each test. After each test the page must have reported nothing: no
/// error of a script, no violation of the content security policy, no request to another host.
/// </summary>
internal abstract class PanelTest : ApiTest
{
    private static readonly Lazy<string> AxeSource = new(() => new BundledAxeScriptProvider().GetScript());

    private readonly ConcurrentQueue<string> _complaints = new();
    private IBrowserContext? _context;

    /// <summary>The page of this test.</summary>
    protected IPage Page { get; private set; } = null!;

    /// <summary>The panel's address, with a slash at the end.</summary>
    protected string PanelAddress => Api.Address + "panel/";

    /// <summary>What is expected among the complaints of this test, such as "401".</summary>
    protected List<string> Expected { get; } = [];

    protected virtual string Language => "en-GB";

    protected virtual ViewportSize Size => new() { Width = 1280, Height = 800 };

    protected override async Task<ApiHost> StartApiAsync() => await ApiHost.StartAsync(
        settings: [.. Settings, ("Panel:Enabled", "true"), ("Panel:Directory", await PublishedPanel.DirectoryAsync())]);

    [SetUp]
    public async Task OpenPageAsync()
    {
        _complaints.Clear();
        Expected.Clear();
        _context = await (await Chromium.BrowserAsync()).NewContextAsync(new()
        {
            Locale = Language,
            ViewportSize = Size,
            TimezoneId = "Europe/Moscow",
            AcceptDownloads = true,
            ReducedMotion = ReducedMotion.Reduce,
        });
        _context.SetDefaultTimeout(15_000);
        Page = await _context.NewPageAsync();
        Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _complaints.Enqueue(message.Text);
            }
        };
        Page.PageError += (_, error) => _complaints.Enqueue(error);
        Page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(Api.Address.ToString(), StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)
                && !request.Url.StartsWith("blob:", StringComparison.Ordinal))
            {
                _complaints.Enqueue("request to another host: " + request.Url);
            }
        };
    }

    [TearDown]
    public async Task ClosePageAsync()
    {
        if (_context is null)
        {
            // There is no browser, which the test has reported.
            return;
        }

        try
        {
            if (TestContext.CurrentContext.Result.Outcome.Status == TestStatus.Failed)
            {
                await ScreenshotAsync("failed-" + TestContext.CurrentContext.Test.MethodName);
            }
        }
        finally
        {
            await _context.CloseAsync();
            _context = null;
        }

        Assert.That(_complaints.Where(complaint => !Expected.Any(complaint.Contains)), Is.Empty);
    }

    /// <summary>Opens a screen, signed in as a token, without the sign-in page.</summary>
    /// <param name="screen">Below /panel/, such as <c>accounts?search=a</c>.</param>
    protected async Task OpenAsync(string screen, string token = ApiHost.AdminToken)
    {
        await Page.AddInitScriptAsync($"sessionStorage.setItem('altcraft.token', '{token}')");
        await Page.GotoAsync(PanelAddress + screen);
        await Page.GetByRole(AriaRole.Heading, new() { Level = 1 }).WaitForAsync();
    }

    /// <summary>
    /// Checks the page as it is for what axe finds of WCAG 2.2 A and AA, and keeps a picture of it in each theme. The themes differ only in their colours.
    /// </summary>
    protected async Task CheckAccessibilityAsync(string name)
    {
        await CheckThemeAsync(name, "light", "tag", "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
        await CheckThemeAsync(name, "dark", "rule", "color-contrast", "link-in-text-block");
    }

    /// <summary>
    /// Checks that nothing lies beyond the edge at 360 pixels and that the bar is one line there and at the width of the test, and keeps a picture.
    /// </summary>
    protected async Task CheckNarrowAsync(string name)
    {
        await Page.SetViewportSizeAsync(360, 740);
        await ScreenshotAsync(name + "-360");
        var beyond = await Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('header, main :is(a, button, input, select, th, td)')]
                .filter(element => element.checkVisibility() && element.getBoundingClientRect().right > innerWidth).map(element => element.outerHTML)
            """);
        Assert.That(beyond, Is.Empty, "beyond the edge");
        Assert.That(await BarHeightAsync(), Is.AtMost(56));
        await Page.SetViewportSizeAsync(Size.Width, Size.Height);
        Assert.That(await BarHeightAsync(), Is.AtMost(56));

        Task<int> BarHeightAsync() => Page.Locator("header").EvaluateAsync<int>("bar => bar.offsetHeight");
    }

    /// <summary>Lets an endpoint answer 503 until the route is removed, without asking the service.</summary>
    protected Task RefuseAsync(string path) => Page.RouteAsync(path, route => route.FulfillAsync(new()
    {
        Status = 503,
        Body = """{"error":503,"error_text":"The service is busy.","request_id":"r"}""",
    }));

    /// <summary>Opens a screen whose list is refused at first, and tries again there.</summary>
    protected async Task OpenRefusedAsync(string screen, string path)
    {
        await RefuseAsync(path);
        await OpenAsync(screen);
        await Assertions.Expect(Page.GetByText("The service is busy.")).ToBeVisibleAsync();
        await Page.UnrouteAsync(path);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("The service is busy.")).ToHaveCountAsync(0);
        await Assertions.Expect(Page.Locator("#content")).ToBeFocusedAsync();
    }

    /// <summary>Keeps a picture in artifacts/panel-screens.</summary>
    protected Task ScreenshotAsync(string name) =>
        Page.ScreenshotAsync(new() { Path = Path.Combine(PublishedPanel.Root, "artifacts", "panel-screens", name + ".png") });

    /// <summary>A pattern for the address after /panel/.</summary>
    protected Task WaitForScreenAsync(string screen) => Page.WaitForURLAsync(PanelAddress + screen);

    private async Task CheckThemeAsync(string name, string theme, string kind, params string[] rules)
    {
        await Page.EvaluateAsync("theme => panel.setTheme(theme)", theme);
        await ScreenshotAsync($"{name}-{theme}");
        if (!await Page.EvaluateAsync<bool>("() => 'axe' in window"))
        {
            await Page.EvaluateAsync(AxeSource.Value);
        }

        var violations = await Page.EvaluateAsync<string[]>(
            """
            async ([type, ...values]) => (await axe.run({ runOnly: { type, values }, resultTypes: ['violations'] })).violations
                .map(violation => `${violation.id}: ${violation.help}: ${violation.nodes.map(node => node.html).join(' | ')}`)
            """,
            (string[])[kind, .. rules]);
        Assert.That(violations, Is.Empty, theme);
    }
}
