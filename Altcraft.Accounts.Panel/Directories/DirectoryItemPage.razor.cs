using Altcraft.Accounts.Application.Accounts;
using Altcraft.Accounts.Domain.Tokens;
using Altcraft.Accounts.Panel.Client;
using Altcraft.Accounts.Panel.Components;
using Altcraft.Accounts.Panel.Session;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using MudBlazor;

namespace Altcraft.Accounts.Panel.Directories;

/// <summary>The form of a directory item, new or existing.</summary>
public sealed partial class DirectoryItemPage
{
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

    /// <summary>The address of the area.</summary>
    [Parameter]
    public string Area { get; set; } = string.Empty;

    /// <summary>The item; none to create one.</summary>
    [Parameter]
    public long? Id { get; set; }

    [Inject]
    private ApiClient Api { get; set; } = null!;

    [Inject]
    private SignedIn Session { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    [Inject]
    private Notices Notices { get; set; } = null!;

    [Inject]
    private IStringLocalizer<DirectoryTexts> Text { get; set; } = null!;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    [Inject]
    private IStringLocalizer<ComponentTexts> CommonText { get; set; } = null!;

    [Inject]
    private IStringLocalizer<FieldTexts> FieldText { get; set; } = null!;

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

        if (area == _area && Id == _before?.Id)
        {
            return;
        }

        _area = area;
        _errors = new FieldErrors([.. area.Fields.Select(field => field.Name)]);
        (_isLoaded, _isMissing, _isLeaving, _conflict, _uses, _before) = (false, false, false, null, null, null);
        if (Id is null)
        {
            Fill(null);
        }
        else
        {
            await ReadAsync(Id.Value);
        }
    }

    private string Label(DirectoryField field) => field.IsRequired ? Text["Required", FieldText[field.Name]] : FieldText[field.Name];

    private string Hint(DirectoryField field) => Text["Hint." + field.Name, [.. field.Limits.Cast<object>()]];

    private Dictionary<string, string> Draft(DirectoryRow? row) => _area!.Fields.ToDictionary(field => field.Name, field => row?[field.Name] ?? string.Empty);

    private void Set(string field, string? text) => _values[field] = text ?? string.Empty;

    private void Fill(DirectoryRow? row)
    {
        _before = row;
        _values = Draft(row);
        (_isLoaded, _isMissing) = (true, Id is not null && row is null);
    }

    private async Task ReadAsync(long id)
    {
        try
        {
            Fill(await _area!.FindAsync(Api, id));
        }
        catch (ApiException failure)
        {
            _errors.Show(failure);
            return;
        }

        if (_before is { } row && _area.AccountsOf(row) is { } accounts && Session.Can(Scope.AccountsRead))
        {
            await CountUsesAsync(accounts.Query);
        }
    }

    private async Task CountUsesAsync(ListAccountsQuery query)
    {
        try
        {
            _uses = (await Api.ListAsync<ListAccountsQuery, AccountListItem>("accounts/list", query with { Limit = 1 })).TotalCount;
        }
        catch (ApiException failure)
        {
            _usesFailure = failure;
        }
    }

    private async Task SaveAsync()
    {
        if (_area!.Fields.Where(field => !field.CanSend(_values[field.Name].Trim())).ToList() is { Count: > 0 } unreadable)
        {
            _errors.Show(new ApiException(
                Failure.IncorrectRequest,
                Text["Unreadable"],
                [.. unreadable.Select(field => new Error(field.Name, ErrorCodes.WrongType, Text["NotANumber"]))],
                null));
            await FocusAsync(unreadable[0].Name);
            return;
        }

        await TryAsync(async () =>
        {
            try
            {
                var id = await _area.SaveAsync(Api, _before, _values);
                Leave(_area.Address, Text["Saved", _values["name"].Trim(), id]);
            }
            catch (ApiException refusal) when (_before is { } before && refusal.Errors.Any(error => error.Code == ErrorCodes.Stale))
            {
                await CompareAsync(before, refusal);
            }
        });
    }

    // Somebody else has saved: what only they have changed is taken; what both have changed stays mine, until the person chooses.
    private async Task CompareAsync(DirectoryRow before, ApiException refusal)
    {
        var theirs = await _area!.FindAsync(Api, before.Id) ?? throw refusal;
        var fields = _area.Fields.Select(field => DraftField<Dictionary<string, string>>.Of(field.Name, draft => draft[field.Name], (draft, text) => draft[field.Name] = text));
        _conflict = new EditConflict<Dictionary<string, string>>(fields, Draft(before), Draft(theirs), _values);
        _conflict.ApplyTo(_values);
        _before = theirs;
        await FocusAsync("conflict-title");
    }

    private async Task FocusAsync(string id)
    {
        StateHasChanged();
        await Browser.InvokeVoidAsync("panel.focus", id);
    }

    private async Task DeleteAsync()
    {
        var item = _before!;
        var consequence = _uses > 0 ? Text["DeleteUsed", _uses] : Text["DeleteConsequence"];
        if (await Dialogs.ConfirmAsync(Text["DeleteTitle", item.Name], consequence, CommonText["Delete"], isDangerous: true))
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
            _errors.Show(refusal);
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
        Navigation.NavigateTo(address);
    }
}
