using Altcraft.Accounts.Application.AccountUsers;
using Altcraft.Accounts.Panel.Client;
using Altcraft.Accounts.Panel.Components;
using Altcraft.Accounts.Panel.Session;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;

namespace Altcraft.Accounts.Panel.AccountUsers;

/// <summary>The users of an account, in the order of their names.</summary>
public sealed partial class UsersPage
{
    private const int PageSize = 100;

    private readonly List<AccountUserListItem> _users = [];
    private string? _accountName;
    private long? _total;
    private bool _hasMore;
    private bool _isBusy;
    private int _reading;
    private (long Account, string? Search, bool? IsActive, bool? IsMaster)? _shown;
    private ApiException? _failure;

    /// <summary>The account.</summary>
    [Parameter]
    public long AccountId { get; set; }

    /// <summary>What is searched for.</summary>
    [SupplyParameterFromQuery]
    public string? Search { get; set; }

    /// <summary>Only active or only inactive users.</summary>
    [SupplyParameterFromQuery]
    public string? Active { get; set; }

    /// <summary>Only master users or only others.</summary>
    [SupplyParameterFromQuery]
    public string? Master { get; set; }

    [Inject]
    private ApiClient Api { get; set; } = null!;

    [Inject]
    private SignedIn Session { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    [Inject]
    private IStringLocalizer<AccountUserTexts> Text { get; set; } = null!;

    [Inject]
    private IStringLocalizer<FieldTexts> FieldText { get; set; } = null!;

    [Inject]
    private IStringLocalizer<ComponentTexts> CommonText { get; set; } = null!;

    protected override async Task OnParametersSetAsync()
    {
        var wanted = (AccountId, Search, Flag(Active), Flag(Master));
        if (_shown == wanted)
        {
            return;
        }

        var isOther = _shown?.Account != AccountId;
        _shown = wanted;
        var naming = isOther ? NameAccountAsync() : Task.CompletedTask;
        await LoadAsync(from: null);
        await naming;
    }

    // What cannot be read is as if it were not there.
    private static bool? Flag(string? part) => bool.TryParse(part, out var value) ? value : null;

    private static Parameter<bool> Wanted(string? part) => Flag(part) is { } value ? value : default(Parameter<bool>);

    private string YesNo(bool value) => CommonText[value ? "Yes" : "No"];

    private (string Value, string Text)[] Choices(string yes, string no) => [(string.Empty, Text["All"]), ("true", Text[yes]), ("false", Text[no])];

    private void SearchFor(string? text) => Navigation.NavigateTo(
        Navigation.GetUriWithQueryParameter("search", string.IsNullOrWhiteSpace(text) ? null : text), replace: true);

    private void Filter(string name, string? choice) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(name, string.IsNullOrEmpty(choice) ? null : choice));

    private async Task NameAccountAsync()
    {
        var id = AccountId;
        _accountName = null;
        var name = await AccountNames.ReadAsync(Api, Session, id);
        _accountName = AccountId == id ? name : _accountName;
    }

    // The next page begins with the last name of this one, which is asked for once more: there may be no name between the two.
    private async Task LoadMoreAsync()
    {
        if (_isBusy)
        {
            return;
        }

        await LoadAsync(_users[^1].Username);
        if (!_hasMore)
        {
            // The button is gone.
            await Browser.InvokeVoidAsync("panel.focus", "users");
        }
    }

    private async Task LoadAsync(string? from)
    {
        var reading = ++_reading;
        _isBusy = true;
        _failure = null;
        try
        {
            var page = await Api.ListAsync<ListAccountUsersQuery, AccountUserListItem>("accounts/users/list", new ListAccountUsersQuery
            {
                AccountId = AccountId,
                Search = Search is null ? default : (Parameter<string>)Search,
                Active = Wanted(Active),
                Master = Wanted(Master),
                FromName = from is null ? default : (Parameter<string>)from,
                Limit = PageSize + 1,
            });
            if (reading == _reading)
            {
                Take(page, from);
            }
        }
        catch (ApiException failure) when (reading == _reading)
        {
            _failure = failure;
            if (from is null)
            {
                // The rows of another search would look as if they were found.
                _users.Clear();
                _total = null;
            }
        }
        catch (ApiException)
        {
            // A newer reading reports.
        }
        finally
        {
            _isBusy = reading != _reading;
        }
    }

    private void Take(Page<AccountUserListItem> page, string? from)
    {
        if (from is null)
        {
            _users.Clear();
        }

        _total = page.TotalCount;
        _users.AddRange(page.Items.Take(PageSize).Where(user => user.Username != from));
        _hasMore = page.Items.Count > PageSize;
    }
}
