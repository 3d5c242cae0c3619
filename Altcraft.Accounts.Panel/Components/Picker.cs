using Altcraft.Accounts.Panel.Client;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace Altcraft.Accounts.Panel.Components;

/// <summary>
/// The component library's completion, with a list that is always the one of the text as it is now. The library keeps the earlier list until the
/// next search is answered, and Enter takes its first item: the wrong one, for somebody who types faster than the service answers.
/// Whoever leaves the field has chosen what its text names; a text that names nothing stays, and the field says so. The library would drop it.
/// </summary>
public sealed class Picker<T> : MudAutocomplete<T>
{
    /// <summary>The most items of the list.</summary>
    public const int MostItems = 50;

    private static readonly TimeSpan TypingPause = TimeSpan.FromMilliseconds(200);

    private string? _typed;
    private T? _before;
    private bool _isUnknown;
    private bool _isSettling;

    /// <summary>What all completions of the panel have in common.</summary>
    public Picker()
    {
        (Variant, Margin) = (Variant.Outlined, Margin.Dense);
        (OpenOnFocus, ResetValueOnEmptyText, CoerceText) = (false, true, false);
        MaxItems = MostItems;

        // A search begins with each letter, so that an answer to an earlier one is never shown; what asks the service waits in PauseAsync.
        DebounceInterval = 0;

        // Whoever clicks on the list has left the field, but not the list.
        OnBlur = EventCallback.Factory.Create<FocusEventArgs>(this, () => Open ? Task.CompletedTask : SettleAsync());
        OpenChanged = EventCallback.Factory.Create<bool>(this, isOpen => isOpen || _isFocused ? Task.CompletedTask : SettleAsync());
    }

    /// <summary>Finds the one item that a text names.</summary>
    [Parameter, EditorRequired]
    public Func<string, Task<T?>> FindExactAsync { get; set; } = null!;

    /// <summary>Raised when the text is found to name nothing, and when that is over.</summary>
    [Parameter]
    public EventCallback<bool> UnknownChanged { get; set; }

    /// <summary>Raised when it could not be found out what the text names.</summary>
    [Parameter]
    public EventCallback<ApiException> Failed { get; set; }

    /// <summary>Whether an item is being chosen because the person has gone on to another field.</summary>
    public bool IsLeft => _isSettling && !_isFocused;

    [CascadingParameter]
    private Picks? FormPicks { get; set; }

    /// <summary>Waits until nothing more is typed, before the service is asked.</summary>
    public static Task PauseAsync(CancellationToken cancellationToken) => Task.Delay(TypingPause, cancellationToken);

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        FormPicks?.Add(InputElementId!, () => _typed is not null, SettleAsync);
    }

    /// <inheritdoc/>
    protected override ValueTask DisposeAsyncCore()
    {
        FormPicks?.Remove(SettleAsync);
        return base.DisposeAsyncCore();
    }

    /// <inheritdoc/>
    protected override async Task UpdateValuePropertyAsync(bool updateText)
    {
        Open = false;
        (_typed, _before) = (string.IsNullOrWhiteSpace(ReadText) || ReadText == ConvertSet(ReadValue) ? null : ReadText, ReadValue);
        await SetUnknownAsync(false);
        await base.UpdateValuePropertyAsync(updateText);
    }

    /// <inheritdoc/>
    protected override async Task UpdateTextPropertyAsync(bool updateValue)
    {
        // Each time that the form is drawn. Another value replaces what was typed.
        if (_typed is null || !EqualityComparer<T>.Default.Equals(ReadValue, _before))
        {
            _typed = null;
            await SetUnknownAsync(false);
            await base.UpdateTextPropertyAsync(updateValue);
        }
    }

    /// <inheritdoc/>
    protected override async Task SetValueAndUpdateTextAsync(T? value, bool updateText = true, bool force = false)
    {
        _typed = null;
        await SetUnknownAsync(false);
        await base.SetValueAndUpdateTextAsync(value, updateText, force);
    }

    private async Task<bool> SettleAsync()
    {
        if (_typed is not { } typed)
        {
            return true;
        }

        try
        {
            var found = await FindExactAsync(typed);
            if (_typed == typed && found is not null)
            {
                _isSettling = true;
                await SelectOptionAsync(found);
                _isSettling = false;
            }

            // Meanwhile something else may have been typed or chosen.
            await SetUnknownAsync(_typed == typed);
        }
        catch (ApiException failure)
        {
            await Failed.InvokeAsync(failure);
        }

        return _typed is null;
    }

    private async Task SetUnknownAsync(bool isUnknown)
    {
        if (_isUnknown != isUnknown)
        {
            _isUnknown = isUnknown;
            await UnknownChanged.InvokeAsync(isUnknown);
        }
    }
}
