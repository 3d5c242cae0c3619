using System.Text.RegularExpressions;

namespace Altcraft.Accounts.PanelTests.Browser;

/// <summary>A fixture for screens with a form.</summary>
internal abstract class FormTest : PanelTest
{
    /// <summary>The field with a label, whether it is required or not.</summary>
    protected ILocator Field(string label) => Page.GetByLabel(new Regex($@"^\s*{Regex.Escape(label)}( \((required|обязательно)\))?\s*$"));

    /// <summary>The button with a name.</summary>
    protected ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>What a screen reader tells of a field that is refused.</summary>
    protected async Task<string> ErrorOfAsync(string label)
    {
        await Assertions.Expect(Field(label)).ToHaveAttributeAsync("aria-invalid", "true");
        var described = (await Field(label).GetAttributeAsync("aria-describedby"))!.Split(' ');
        return string.Concat(await Page.Locator(string.Join(", ", described.Select(id => $"[id='{id}']"))).AllTextContentsAsync());
    }

    /// <summary>Types a part of a name into the picker that has the focus, and takes the first item of the list.</summary>
    protected async Task PickAsync(string text, string item)
    {
        await Page.Keyboard.TypeAsync(text);
        await Assertions.Expect(Page.Locator(".mud-popover-open .mud-list-item").First).ToContainTextAsync(item);
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.Locator(".mud-popover-open .mud-list-item")).ToHaveCountAsync(0);
    }

    /// <summary>Presses a button that asks first, checks what it says, and confirms.</summary>
    protected async Task ConfirmAsync(string verb, string consequence)
    {
        await Button(verb).ClickAsync();
        await Assertions.Expect(Page.GetByText(consequence)).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = verb, Exact = true }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }
}
