using Altcraft.Accounts.IntegrationTests.AccountUsers;

namespace Altcraft.Accounts.PanelTests.Browser;

/// <summary>
/// An administrator's first day, from the sign-in on: a tariff and an account with refused fields, a user, a freeze, the journal, a new token. By mouse, and by
/// keyboard alone, where everything is reached with Tab.
/// </summary>
internal sealed class FirstDayTests : FormTest
{
    private bool _isByKeyboard;

    protected override (string Key, string Value)[] Settings => UserTest.WithMail;

    [TestCase(false)]
    [TestCase(true)]
    public async Task FirstDay_WhenAnAdministratorKnowsNothingOfTheApi_IsDone(bool isByKeyboard)
    {
        _isByKeyboard = isByKeyboard;
        var name = isByKeyboard ? "keyboard" : "mouse";
        Expected.Add("400");
        await Page.GotoAsync(PanelAddress);
        await TypeAsync(Field("API token"), ApiHost.AdminToken);
        await PressAsync(Button("Sign in"));

        await PressAsync(Link("Tariffs"));
        await PressAsync(Link("Add"));
        await TypeAsync(Field("Name (required)"), $"Tariff {name}");
        await TypeAsync(Field("Limit of active accounts"), "10");
        await PressAsync(Button("Save"));
        await Assertions.Expect(Page.GetByText($"Saved: Tariff {name}")).ToBeVisibleAsync();

        await PressAsync(Link("Accounts"));
        await PressAsync(Link("New account"));
        await PressAsync(Link("Cancel"));
        await PressAsync(Link("New account"));
        await TypeAsync(Field("Name"), $"{name}@shop");
        await PressAsync(Button("Create"));
        await Assertions.Expect(Page.Locator("[aria-invalid=true]")).ToHaveCountAsync(4);
        await TypeAsync(Field("Name"), $"shop {name}");
        await TypeAsync(Field("Title"), $"The first title, by {name}");
        await ReachAsync(Field("Time zone"));
        await PickAsync("moscow", "Europe/Moscow (UTC+03:00)");
        await ReachAsync(Field("Tariff"));
        await PickAsync(name, $"Tariff {name}");
        await PressAsync(Button("Create"));
        await Assertions.Expect(Heading).ToHaveTextAsync($"The first title, by {name}");
        await TypeAsync(Field("Title"), $"The second title, by {name}");
        await PressAsync(Button("Save"));
        await Assertions.Expect(Heading).ToHaveTextAsync($"The second title, by {name}");

        await PressAsync(Button("Freeze"));
        await PressAsync(Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Freeze", Exact = true }));
        await Assertions.Expect(Page.Locator(".badge").Filter(new() { HasText = "Frozen" })).ToBeVisibleAsync();
        await Assertions.Expect(Button("Set a payment URL")).ToBeVisibleAsync();
        await PressAsync(Button("Unfreeze"));
        await Assertions.Expect(Page.GetByText("payment URL is deleted")).ToHaveCountAsync(0);
        await PressAsync(Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Unfreeze", Exact = true }));
        await Assertions.Expect(Page.Locator(".badge").Filter(new() { HasText = "Frozen" })).ToHaveCountAsync(0);

        await PressAsync(Link("Users of the account"));
        await PressAsync(Link("Add a user"));
        await TypeAsync(Field("Name"), "maria");
        await TypeAsync(Field("E-mail address"), "maria@example.com");
        await PressAsync(Page.GetByRole(AriaRole.Switch, new() { Name = "Send a welcome mail now" }), "Space");
        await PressAsync(Button("Add a user"));
        await Assertions.Expect(Heading).ToContainTextAsync("maria");
        Assert.That(await Api.ScalarAsync<long>($"select count(*) from welcome_mails m join accounts a on a.id = m.account_id where a.name = 'shop {name}'"), Is.EqualTo(1));

        await PressAsync(Link("Journal"));
        await ReachAsync(Field("Action"));
        await Field("Action").SelectOptionAsync("Account: Changed");
        var change = Page.GetByRole(AriaRole.Row).Filter(new() { HasText = $"The second title, by {name}" });
        await Assertions.Expect(change).ToContainTextAsync($"The first title, by {name}");
        await Assertions.Expect(change).ToContainTextAsync("first token");

        await PressAsync(Link("Tokens"));
        await PressAsync(Page.GetByRole(AriaRole.Link, new() { Name = "Rotate first token" }).First);
        await TypeAsync(Field("Name (required)"), $"Mine, by {name}");
        await PressAsync(Button("Create a token"));
        var secret = await Page.Locator("#secret").InnerTextAsync();
        await PressAsync(Button("I have saved it: close"));
        await Assertions.Expect(Page.GetByRole(AriaRole.Row).Filter(new() { HasText = $"Mine, by {name}" })).ToBeVisibleAsync();
        Assert.That((await SendAsAsync(secret, "tokens/current", new JsonObject())).Error, Is.Zero);
    }

    private ILocator Heading => Page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    private ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    /// <summary>Clicks, or goes there with Tab and presses a key.</summary>
    private async Task PressAsync(ILocator target, string key = "Enter")
    {
        if (_isByKeyboard)
        {
            await ReachAsync(target);
            await Page.Keyboard.PressAsync(key);
        }
        else
        {
            await target.ClickAsync();
        }
    }

    private async Task TypeAsync(ILocator field, string text)
    {
        await ReachAsync(field);
        await Page.Keyboard.PressAsync("Control+A");
        await Page.Keyboard.TypeAsync(text);
    }

    private async Task ReachAsync(ILocator target)
    {
        if (!_isByKeyboard)
        {
            await target.ClickAsync();
            return;
        }

        await target.WaitForAsync();
        for (var presses = 0; presses < 150; presses++)
        {
            if (await target.EvaluateAsync<bool>("target => target === document.activeElement"))
            {
                Assert.That(
                    await target.EvaluateAsync<bool>("target => target.matches('.mud-input-slot') || getComputedStyle(target).outlineStyle === 'solid'"),
                    $"the focus on {target} cannot be seen");
                return;
            }

            await Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"Tab does not lead to {target}");
    }
}
