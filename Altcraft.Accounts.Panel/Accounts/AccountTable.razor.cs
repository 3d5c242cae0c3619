using Altcraft.Accounts.Application.Accounts;
using Altcraft.Accounts.Panel.Client;
using Altcraft.Accounts.Panel.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Microsoft.JSInterop;

namespace Altcraft.Accounts.Panel.Accounts;

/// <summary>The rows of the accounts that match a view, however many there are: only those in sight are read and rendered.</summary>
public sealed partial class AccountTable
{
    private ElementReference _box;
    private IJSObjectReference? _script;
    private Virtualize<AccountListItem>? _rows;
    private AccountView? _view;
    private AccountPages? _pages;
    private ApiException? _failure;
    private long? _total;
    private long? _current;
    private AccountPlace? _place;

    /// <summary>Which accounts.</summary>
    [Parameter, EditorRequired]
    public AccountView View { get; set; } = AccountView.All;

    /// <summary>Which of them are selected.</summary>
    [Parameter, EditorRequired]
    public AccountSelection Selection { get; set; } = new();

    /// <summary>The names of the columns that are shown.</summary>
    [Parameter, EditorRequired]
    public IReadOnlySet<string> Columns { get; set; } = AccountColumn.Parse(null);

    /// <summary>The tariffs' names under their IDs, as far as they are known.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyDictionary<long, string> Tariffs { get; set; } = new Dictionary<long, string>();

    /// <summary>Raised when it is known how many accounts match.</summary>
    [Parameter]
    public EventCallback<long?> Counted { get; set; }

    /// <summary>Raised when the accounts cannot be read, and when they can be again.</summary>
    [Parameter]
    public EventCallback<ApiException?> Failed { get; set; }

    /// <summary>Raised when others are selected.</summary>
    [Parameter]
    public EventCallback SelectionChanged { get; set; }

    private List<AccountColumn> ShownColumns => AccountColumn.All.Where(column => Columns.Contains(column.Name)).ToList();

    // As the style sheet has it, for the width of the window.
    private float RowHeight => ((IJSInProcessRuntime)Browser).Invoke<float>("panel.accountRow");

    private bool IsAllSelected => Selection.IsAll && Selection.Named.Count == 0;

    /// <summary>Reads the accounts again, because they have changed.</summary>
    public async Task ReloadAsync()
    {
        var view = View;
        _pages = new AccountPages((fromId, isDescending, limit, cancellationToken) =>
            Api.ListAsync<ListAccountsQuery, AccountListItem>("accounts/list", view.Page(fromId, isDescending, limit), cancellationToken))
        {
            Known = _place,
        };
        _total = null;
        if (_rows is not null)
        {
            // It gives up what it was waiting for, so an older answer never replaces a newer one.
            await _rows.RefreshDataAsync();
            StateHasChanged();
        }
    }

    /// <summary>Moves the focus to the table.</summary>
    public Task FocusAsync() => _box.FocusIfShownAsync(preventScroll: true);

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (View == _view)
        {
            return;
        }

        _view = View;
        _current = null;
        await OpenPlaceAsync(isFirst: false);
        await ReloadAsync();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _script = await Browser.InvokeAsync<IJSObjectReference>("import", "./js/accounts.js");
            await _script.InvokeVoidAsync("begin", _box);
            await OpenPlaceAsync(isFirst: true);
            _pages?.Known = _place;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // What is still being read is for nobody.
        _pages = null;
        if (_script is not null)
        {
            await _script.DisposeAsync();
        }
    }

    // The first row; after Back, the one that was opened.
    private async Task OpenPlaceAsync(bool isFirst)
    {
        if (_script is not null)
        {
            var place = await _script.InvokeAsync<long[]?>("openPlace", _box, isFirst);
            _place = place is [var row, var id] ? new((int)row, id) : null;
            _current = _place?.Id ?? _current;
        }
    }

    private async ValueTask<ItemsProviderResult<AccountListItem>> ProvideAsync(ItemsProviderRequest request)
    {
        if (_pages is not { } pages)
        {
            return default;
        }

        try
        {
            var rows = await pages.GetAsync(request.StartIndex, request.Count, request.CancellationToken);
            if (pages == _pages && !request.CancellationToken.IsCancellationRequested)
            {
                _current ??= rows.Items.Count > 0 ? rows.Items[0].Id : null;
                await TellAsync(pages.Total, null);
                if (rows.Shift != 0 && _script is not null)
                {
                    await _script.InvokeVoidAsync("shift", _box, rows.Shift);
                }
            }

            return new(rows.Items, pages.Rows);
        }
        catch (ApiException failure)
        {
            // A screen that has gone on to another view does not need this one.
            if (pages == _pages)
            {
                await TellAsync(null, failure);
            }

            return new([], pages.Rows);
        }
        catch (OperationCanceledException) when (request.CancellationToken.IsCancellationRequested)
        {
            // The component that asks knows its own token, and no other.
            throw new OperationCanceledException(request.CancellationToken);
        }
    }

    private async Task TellAsync(long? total, ApiException? failure)
    {
        if (total == _total && failure == _failure)
        {
            return;
        }

        (_total, _failure) = (total, failure);
        await Counted.InvokeAsync(total);
        await Failed.InvokeAsync(failure);
    }

    private async Task SelectAllAsync(bool isAll)
    {
        Selection.SetAll(isAll);
        await SelectionChanged.InvokeAsync();
    }

    private async Task ToggleAsync(AccountListItem account)
    {
        Selection.Toggle(account);
        await SelectionChanged.InvokeAsync();
    }

    private string Stop(AccountListItem account) => account.Id == _current ? "0" : "-1";

    private static string Address(AccountListItem account) => "accounts/" + account.Id.ToString(CultureInfo.InvariantCulture);

    private static string Shown(long number) => number.ToString("N0", CultureInfo.CurrentCulture);

    // Where there is little room, the columns have no heads, and these do not say themselves what they are.
    private string? Label(AccountColumn column) =>
        column.Name is "name" or "title" or AccountColumn.Tariff or "is_active" or "is_frozen" ? null : Text[column.Name].Value;

    // What may be too long for its column.
    private string? Tip(AccountColumn column, AccountListItem account) =>
        column.Name is "name" or "title" or AccountColumn.Tariff ? Cell(column, account) : null;

    private string Cell(AccountColumn column, AccountListItem account) => column.Value(account) switch
    {
        bool isSo => Common[isSo ? "Yes" : "No"],
        long id when column.Name == AccountColumn.Tariff && Tariffs.TryGetValue(id, out var tariff) => tariff,
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private RenderFragment State(string column, bool isSo) => builder =>
    {
        if (column == "is_active" || isSo)
        {
            var text = column == "is_frozen" ? "Frozen" : isSo ? "Active" : "Inactive";
            builder.OpenElement(0, "span");
            builder.AddAttribute(1, "class", text == "Active" ? "badge" : "badge danger");
            builder.AddContent(2, Common[text]);
            builder.CloseElement();
        }
    };
}
