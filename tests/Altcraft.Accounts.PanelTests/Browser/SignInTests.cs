using System.Text.RegularExpressions;

namespace Altcraft.Accounts.PanelTests.Browser;

/// <summary>Signing in and out.</summary>
internal sealed class SignInTests : PanelTest
{
    [Test]
    public async Task SignIn_WhenTokenIsRight_ShowsTheScreens()
    {
        await Page.GotoAsync(PanelAddress);
        await Page.GetByLabel("API token").FillAsync(ApiHost.AdminToken);
        await Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Journal", Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        Assert.That(Page.Url, Is.EqualTo(PanelAddress));
        Assert.That(await Page.EvaluateAsync<int>("() => sessionStorage.length + localStorage.length + document.cookie.length"), Is.Zero);
        Assert.That(await Page.TitleAsync() + await Page.ContentAsync(), Does.Not.Contain(ApiHost.AdminToken));
        Assert.That(Api.Log, Has.None.Contains(ApiHost.AdminToken));

        await Page.ReloadAsync();
        await Assertions.Expect(Page.GetByLabel("API token")).ToBeVisibleAsync();
    }

    [Test]
    public async Task SignIn_WhenTokenIsWrong_SaysSoAtTheField()
    {
        Expected.Add("401");
        await Page.GotoAsync(PanelAddress);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("Enter an API token.")).ToBeVisibleAsync();
        await CheckAccessibilityAsync("sign-in");

        await Page.GetByLabel("API token").FillAsync("ффе_");
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.GetByText("unknown, revoked or expired")).ToBeVisibleAsync();
        await Page.GetByLabel("API token").FillAsync("");
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.GetByText("Enter an API token.")).ToBeVisibleAsync();
        await Page.GetByLabel("API token").FillAsync("aat_wrong");
        await Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(Page.GetByText("unknown, revoked or expired")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByText("You were signed out")).ToHaveCountAsync(0);
        Assert.That(await Page.GetByLabel("API token").GetAttributeAsync("aria-describedby"), Does.Contain("token-error"));
    }

    [Test]
    public async Task FirstVisit_WhenNothingIsCached_TransfersAtMostFourMebibytes()
    {
        var sizes = new List<Task<RequestSizesResult>>();
        Page.RequestFinished += (_, request) => sizes.Add(request.SizesAsync());

        await Page.GotoAsync(PanelAddress);
        await Page.GetByLabel("API token").WaitForAsync();

        var bytes = (await Task.WhenAll(sizes)).Sum(size => size.ResponseBodySize + size.ResponseHeadersSize);
        TestContext.Out.WriteLine($"{sizes.Count} files, {bytes} bytes");
        Assert.That(sizes, Has.Count.GreaterThan(40));
        Assert.That(bytes, Is.LessThan(4 * 1024 * 1024));
    }

    [Test]
    public async Task SignIn_WhenItIsKept_LastsUntilTheTokenIsRevoked()
    {
        Expected.AddRange(["401", "503"]);
        var (id, secret) = await CreateTokenAsync("accounts.read");
        await Page.GotoAsync(PanelAddress + "accounts?search=steve");
        await Page.GetByLabel("API token").FillAsync(secret);
        await Page.GetByLabel("Stay signed in").CheckAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Accounts", Exact = true })).ToBeVisibleAsync();

        // The address it was opened with is still there, also after a reload, such as that which is offered after an error.
        await Page.EvaluateAsync("() => document.getElementById('blazor-error-ui').style.display = 'block'");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Reload" }).ClickAsync();
        await Page.WaitForFunctionAsync("() => document.getElementById('blazor-error-ui')?.style.display !== 'block'");
        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Accounts", Exact = true })).ToBeVisibleAsync();
        Assert.That(Page.Url, Does.EndWith("/panel/accounts?search=steve"));

        // What the token may not do is not offered.
        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Tokens", Exact = true })).ToHaveCountAsync(0);
        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Journal", Exact = true })).ToHaveCountAsync(0);

        // The service is busy during a reload: the token is not lost, and is forgotten when it is no longer to be kept.
        await Page.RouteAsync("**/tokens/current", route => route.FulfillAsync(new() { Status = 503, Body = """{"error":503,"error_text":"The service is full."}""" }));
        await Page.ReloadAsync();
        await Assertions.Expect(Page.GetByText("The service is full.")).ToBeVisibleAsync();
        await Page.UnrouteAllAsync();
        await Page.GetByLabel("Stay signed in").UncheckAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Accounts", Exact = true })).ToBeVisibleAsync();
        Assert.That(await Page.EvaluateAsync<int>("() => sessionStorage.length"), Is.Zero);

        await DoAsync("tokens/revoke", WithId(id));
        await Page.GetByRole(AriaRole.Link, new() { Name = "Overview" }).ClickAsync();
        await Assertions.Expect(Page.GetByLabel("API token")).ToBeFocusedAsync();
        await Assertions.Expect(Page.GetByLabel("API token")).ToHaveAccessibleDescriptionAsync(new Regex("^You were signed out.* It begins with"));
        Assert.That(await Page.EvaluateAsync<int>("() => sessionStorage.length"), Is.Zero);
    }

    [Test]
    public async Task Preferences_WhenChosen_AreKeptAndOverrideTheSystem()
    {
        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Page.GotoAsync(PanelAddress);
        var root = Page.Locator("html");
        await Assertions.Expect(root).ToHaveAttributeAsync("data-theme", "dark");

        await Page.GetByLabel("Theme").SelectOptionAsync("light");
        await Assertions.Expect(root).ToHaveAttributeAsync("data-theme", "light");
        await Page.GetByLabel("Language").SelectOptionAsync("ru");

        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Войти" })).ToBeVisibleAsync();
        await Assertions.Expect(root).ToHaveAttributeAsync("data-theme", "light");
        await Assertions.Expect(root).ToHaveAttributeAsync("lang", "ru");
        await CheckAccessibilityAsync("sign-in-ru");
    }
}

/// <summary>A browser that asks for Russian gets it, on a telephone.</summary>
internal sealed class RussianSignInTests : PanelTest
{
    protected override string Language => "ru-RU";

    protected override ViewportSize Size => new() { Width = 360, Height = 740 };

    [Test]
    public async Task Page_WhenTheBrowserIsRussianAndNarrow_IsRussianAndFits()
    {
        // As during an upgrade: the files of the page are asked from a replica of another version. The last time but one the page loads again by itself.
        Expected.AddRange(["404", "integrity", "download", "Failed to fetch", "Blazor is not defined"]);
        await Page.RouteAsync("**/_framework/blazor.webassembly.js", route => route.FulfillAsync(new() { Status = 404 }), new() { Times = 1 });
        await Page.AddInitScriptAsync("sessionStorage.getItem('panel.loads') ?? sessionStorage.setItem('panel.loads', 9)");
        await Page.RouteAsync("**/_framework/Altcraft.Accounts.Panel.*.wasm", route => route.FulfillAsync(new() { Status = 404 }));
        await Page.GotoAsync(PanelAddress);
        await Page.WaitForFunctionAsync("() => sessionStorage.getItem('panel.loads') === '11'", null, new() { Timeout = 60_000 });
        await Assertions.Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Панель администратора не загрузилась.");
        await CheckAccessibilityAsync("load-failure");
        await Page.UnrouteAllAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Загрузить ещё раз" }).ClickAsync();

        await Assertions.Expect(Page.GetByLabel("API-токен")).ToBeVisibleAsync();
        Assert.That(await Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(360));
        await CheckAccessibilityAsync("sign-in-narrow");
    }
}
