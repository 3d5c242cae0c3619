using Altcraft.Accounts.Panel.Client;
using Altcraft.Accounts.Panel.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Altcraft.Accounts.Panel.Accounts;

/// <summary>The accounts: filters, the table, and what is done to many of them at once.</summary>
public sealed partial class AccountsPage : IDisposable
{
    private const string ColumnsKey = "panel.accounts.columns";
    private static readonly TimeSpan TypingPause = TimeSpan.FromMilliseconds(250);

    private readonly FieldErrors _errors = new("search", "tariff");
    private AccountSelection _selection = new();
    private AccountTable? _table;
    private AccountView _view = AccountView.All;
    private IReadOnlyDictionary<long, string> _tariffs = new Dictionary<long, string>();
    private HashSet<string> _columns = AccountColumn.Parse(null);
    private CancellationTokenSource? _typing;
    private string? _search;
    private string? _id;
    private string? _idProblem;
    private ApiException? _namesFailure;
    private long? _total;

    [SupplyParameterFromQuery(Name = "search")]
    private string? SearchParameter { get; set; }

    [SupplyParameterFromQuery(Name = "active")]
    private string? ActiveParameter { get; set; }

    [SupplyParameterFromQuery(Name = "frozen")]
    private string? FrozenParameter { get; set; }

    [SupplyParameterFromQuery(Name = "tariff")]
    private string? TariffParameter { get; set; }

    [SupplyParameterFromQuery(Name = "web_version_policy")]
    private string? PolicyParameter { get; set; }

    [SupplyParameterFromQuery(Name = "account_postgresql")]
    private string? PostgresqlParameter { get; set; }

    [SupplyParameterFromQuery(Name = "account_cache_clickhouse")]
    private string? ClickhouseParameter { get; set; }

    [SupplyParameterFromQuery(Name = "external_data_connector")]
    private string? ConnectorParameter { get; set; }

    // Filters that have no field here: other screens lead to them.
    private List<(string Name, long Id, AccountView Without)> Uses => new (string Name, long? Id, AccountView Without)[]
    {
        ("UsesPolicy", _view.Policy, _view with { Policy = null }),
        ("UsesPostgresql", _view.Postgresql, _view with { Postgresql = null }),
        ("UsesClickhouse", _view.Clickhouse, _view with { Clickhouse = null }),
        ("UsesConnector", _view.Connector, _view with { Connector = null }),
    }.Where(use => use.Id is not null).Select(use => (use.Name, use.Id!.Value, use.Without)).ToList();

    /// <inheritdoc/>
    public void Dispose() => _typing?.Cancel();

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        // The table is rendered as soon as this waits.
        ReadAddress();
        _columns = AccountColumn.Parse(await Browser.InvokeAsync<string?>("localStorage.getItem", ColumnsKey));
        try
        {
            _tariffs = await Api.TariffNamesAsync(Session);
        }
        catch (ApiException failure)
        {
            _namesFailure = failure;
        }
    }

    /// <inheritdoc/>
    protected override void OnParametersSet() => ReadAddress();

    private void ReadAddress()
    {
        var view = new AccountView(
            string.IsNullOrWhiteSpace(SearchParameter) ? null : SearchParameter,
            Flag(ActiveParameter),
            Flag(FrozenParameter),
            Number(TariffParameter),
            Number(PolicyParameter),
            Number(PostgresqlParameter),
            Number(ClickhouseParameter),
            Number(ConnectorParameter));
        if (view.Search != _view.Search && view.Search != _search?.Trim())
        {
            // From a bookmark or by Back, not typed.
            _typing?.Cancel();
            _search = view.Search;
        }

        if (view != _view)
        {
            _view = view;
            _selection = new();
        }
    }

    private async Task SearchAsync(ChangeEventArgs change)
    {
        _search = (string?)change.Value;
        _typing?.Cancel();
        var typing = _typing = new();
        try
        {
            await Task.Delay(TypingPause, typing.Token);
        }
        catch (OperationCanceledException)
        {
            // More is typed.
            return;
        }

        var search = string.IsNullOrWhiteSpace(_search) ? null : _search.Trim();
        if (search != _view.Search)
        {
            // One entry of the browser's history for a search, not one for each letter.
            Go(_view with { Search = search }, isReplaced: _view.Search is not null);
        }
    }

    private void Go(AccountView view, bool isReplaced = false) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(view.AddressParameters()), replace: isReplaced);

    private void OnCounted(long? total) => _total = total;

    private void OnFailed(ApiException? failure) => _errors.Show(failure);

    // The button that was pressed is gone, or says something else.
    private Task LeaveBarAsync() => _table?.FocusAsync() ?? Task.CompletedTask;

    private async Task ReloadAsync()
    {
        if (_table is not null)
        {
            await _table.ReloadAsync();

            // The dialog has given the focus back to a button that is gone.
            await _table.FocusAsync();
        }
    }

    // Whether there is such an account, the account's own screen says: a deleted one can be restored there.
    private void Open()
    {
        _idProblem = Number(_id) is null ? Text["IdWrong"].Value : null;
        if (Number(_id) is { } id)
        {
            Navigation.NavigateTo("accounts/" + id.ToString(CultureInfo.InvariantCulture));
        }
    }

    private async Task ToggleColumnAsync(string name)
    {
        _columns = _columns.Contains(name) ? [.. _columns.Where(column => column != name)] : [.. _columns, name];
        await Browser.InvokeVoidAsync("localStorage.setItem", ColumnsKey, string.Join(',', _columns));
    }

    private static bool? Flag(string? text) => bool.TryParse(text, out var flag) ? flag : null;

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number)
        && number is > 0 and <= ObjectId.Max ? number : null;

    private static string Option(bool? flag) => flag switch
    {
        true => "true",
        false => "false",
        null => string.Empty,
    };
}
