using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace Altcraft.Accounts.Panel.Components;

/// <summary>Moves the focus after something was waited for, unless the person has gone on to another screen meanwhile.</summary>
internal static class Focusing
{
    /// <summary>Gives an element the focus.</summary>
    public static Task FocusIfShownAsync(this ElementReference element, bool preventScroll = false) => TryAsync(() => element.FocusAsync(preventScroll));

    /// <summary>Gives a button the focus.</summary>
    public static Task FocusIfShownAsync(this MudBaseButton button) => TryAsync(button.FocusAsync);

    private static async Task TryAsync(Func<ValueTask> focusAsync)
    {
        try
        {
            await focusAsync();
        }
        catch (JSException)
        {
            // The element is gone with its screen, and the next screen has the focus: there is nothing to tell.
        }
    }
}
