using Altcraft.Accounts.Application.Accounts;
using Altcraft.Accounts.Domain.Tokens;
using Altcraft.Accounts.Panel.Client;
using Altcraft.Accounts.Panel.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Altcraft.Accounts.Panel.Directories;

/// <summary>The form of a directory item, new or existing.</summary>
public sealed partial class DirectoryItemPage : IDisposable
{
    private (string Area, long? Id)? _shown;
    private DirectoryArea? _area;
    private DirectoryRow? _before;
    private Dictionary<string, string> _values = [];
    private EditConflict<Dictionary<string, string>>? _conflict;
    private FieldErrors _errors = new();
    private ApiException? _usesFailure;
    private long? _uses;
    private bool _isLoaded;
    private bool _isMissing;
    private bool _isBusy;
    private bool _isLeaving;
    private bool _isGone;

    /// <summary>The address of the area.</summary>
    [Parameter]
    public string Area { get; set; } = string.Empty;

    /// <summary>The item; none to create one.</summary>
    [Parameter]
    public long? Id { get; set; }

    private bool CanWrite => Session.Can(Scope.DirectoryWrite);

    private bool IsChanged => _isLoaded && !_isLeaving && _values.Any(value => value.Value != (_before?[value.Key] ?? string.Empty));

    private string Title => Id is null ? Text["New." + Area] : Text["One." + Area, _before?.Name ?? Id.Value.ToString(CultureInfo.InvariantCulture)];

    protected override async Task OnParametersSetAsync()
    {
        if (DirectoryAreas.At(Area) is not { } area)
        {
            Navigation.NotFound();
            return;
        }

        if (_shown == (Area, Id))
        {
            return;
        }

        (_shown, _area) = ((Area, Id), area);
        _errors = new FieldErrors([.. area.Fields.Select(field => field.Name)]);
        (_isLoaded, _isMissing, _isLeaving, _conflict, _uses, _usesFailure, _before) = (false, false, false, null, null, null, null);
        if (Id is null)
        {
            Fill(null);
        }
        else
        {
            await ReadAsync(Id.Value);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _isGone = true;

    private string Label(DirectoryField field) => field.IsRequired ? CommonText["Required", FieldText[field.Name]] : FieldText[field.Name];

    private string Hint(DirectoryField field) => Text["Hint." + field.Name, [.. field.Limits.Cast<object>()]];

    private Dictionary<string, string> Draft(DirectoryRow? row) => _area!.Fields.ToDictionary(field => field.Name, field => row?[field.Name] ?? string.Empty);

    private void Set(string field, string? text) => _values[field] = text ?? string.Empty;

    private void Fill(DirectoryRow? row)
    {
        _before = row;
        _values = Draft(row);
        (_isLoaded, _isMissing) = (true, Id is not null && row is null);
    }

    // What is answered when another item is shown is no longer wanted.
    private async Task ReadAsync(long id)
    {
        var shown = _shown;
        try
        {
            var row = await _area!.FindAsync(Api, id);
            if (shown != _shown)
            {
                return;
            }

            Fill(row);
        }
        catch (ApiException failure)
        {
            _errors.Show(failure);
            return;
        }

        await CountUsesAsync();
    }

    private async Task CountUsesAsync()
    {
        if (_before is not { } found || _area!.AccountsOf(found) is not { } accounts || !Session.Can(Scope.AccountsRead))
        {
            return;
        }

        var shown = _shown;
        try
        {
            var page = await Api.ListAsync<ListAccountsQuery, AccountListItem>("accounts/list", accounts.Query with { Limit = 1 });
            _uses = shown == _shown ? page.TotalCount : _uses;
        }
        catch (ApiException failure)
        {
            _usesFailure = failure;
        }
    }

    private async Task SaveAsync()
    {
        if (_isBusy || !CanWrite)
        {
            return;
        }

        if (_area!.Fields.Where(field => !field.CanSend(_values[field.Name].Trim())).ToList() is { Count: > 0 } unreadable)
        {
            var errors = unreadable.Select(field => new Error(field.Name, string.Empty, Text["NotANumber"]));
            _errors.Show(new ApiException(Failure.IncorrectRequest, string.Empty, [.. errors], null), _values.GetValueOrDefault);
            await FocusAsync(unreadable[0].Name);
            return;
        }

        await TryAsync(() => Saving.RepeatAsync(TrySaveAsync));
    }

    private async Task<bool> TrySaveAsync(bool isLast)
    {
        try
        {
            var id = await _area!.SaveAsync(Api, _before, _values);
            Leave(_area.Address, Text["Saved", _values["name"].Trim(), id]);
            return true;
        }
        catch (ApiException refusal) when (!isLast && _before is { } before && refusal.Errors.Any(error => error.Code == ErrorCodes.Stale))
        {
            // The conflict is shown above the form.
            return await CompareAsync(before, refusal);
        }
    }

    // Somebody else has saved: what only they have changed is taken; what both have changed stays mine, until the person chooses.
    private async Task<bool> CompareAsync(DirectoryRow before, ApiException refusal)
    {
        var theirs = await _area!.FindAsync(Api, before.Id) ?? throw refusal;
        var fields = _area.Fields.Select(field => DraftField<Dictionary<string, string>>.Of(field.Name, draft => draft[field.Name], (draft, text) => draft[field.Name] = text));
        var conflict = new EditConflict<Dictionary<string, string>>(fields, Draft(before), Draft(theirs), _values);
        _before = theirs;
        if (conflict.Fields.Count == 0)
        {
            return false;
        }

        _conflict = conflict;
        _conflict.ApplyTo(_values);
        await FocusAsync("conflict-title");
        return true;
    }

    private async Task FocusAsync(string id)
    {
        StateHasChanged();
        await Browser.InvokeVoidAsync("panel.focus", id);
    }

    private async Task DeleteAsync()
    {
        if (_isBusy)
        {
            return;
        }

        // Whoever clicks twice, or is elsewhere when it is counted, is not asked twice, or there.
        _isBusy = true;
        var item = _before!;
        await CountUsesAsync();
        _isBusy = false;
        if (_isGone)
        {
            return;
        }

        if (_uses > 0)
        {
            await Dialogs.ConfirmAsync(Text["UsedTitle", item.Name], Text["DeleteUsed", _uses], action: null);
        }
        else if (await Dialogs.ConfirmAsync(Text["DeleteTitle", item.Name], Text["DeleteConsequence"], CommonText["Delete"], isDangerous: true))
        {
            await TryAsync(async () =>
            {
                await _area!.DeleteAsync(Api, item.Id);
                Leave(_area.Address, Text["Deleted", item.Name]);
            });
        }
    }

    private async Task TryAsync(Func<Task> action)
    {
        _isBusy = true;
        _errors.Show(null);
        try
        {
            await action();
        }
        catch (ApiException refusal)
        {
            _errors.Show(refusal, _values.GetValueOrDefault);
            if (_errors.Fields.FirstOrDefault(_errors.Has) is { } first)
            {
                await FocusAsync(first);
            }
        }
        finally
        {
            _isBusy = false;
        }
    }

    private void Leave(string address, string message)
    {
        _isLeaving = true;
        _ = Notices.ShowAsync(message);

        // Whoever has not waited for the answer is elsewhere by now, and stays there.
        if (!_isGone)
        {
            Navigation.NavigateTo(address);
        }
    }
}
