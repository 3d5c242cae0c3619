using MudBlazor;

namespace Altcraft.Accounts.Panel.Components;

/// <summary>
/// The component library's completion, with a list that is always the one of the text as it is now. The library keeps the earlier list until the
/// next search is answered, and Enter takes its first item: the wrong one, for somebody who types faster than the service answers.
/// </summary>
public sealed class Picker<T> : MudAutocomplete<T>
{
    /// <summary>The most items of the list.</summary>
    public const int MostItems = 50;

    private static readonly TimeSpan TypingPause = TimeSpan.FromMilliseconds(200);

    /// <summary>What all completions of the panel have in common.</summary>
    public Picker()
    {
        (Variant, Margin) = (Variant.Outlined, Margin.Dense);
        (OpenOnFocus, ResetValueOnEmptyText, CoerceText) = (false, true, true);
        MaxItems = MostItems;

        // A search begins with each letter, so that an answer to an earlier one is never shown; what asks the service waits in PauseAsync.
        DebounceInterval = 0;
    }

    /// <summary>Waits until nothing more is typed, before the service is asked.</summary>
    public static Task PauseAsync(CancellationToken cancellationToken) => Task.Delay(TypingPause, cancellationToken);

    /// <inheritdoc/>
    protected override Task UpdateValuePropertyAsync(bool updateText)
    {
        Open = false;
        return base.UpdateValuePropertyAsync(updateText);
    }
}
