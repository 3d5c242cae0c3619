using Altcraft.Accounts.Application.Accounts;
using Altcraft.Accounts.Panel.Audit;
using Altcraft.Accounts.Panel.Client;
using Altcraft.Accounts.Panel.Components;
using Altcraft.Accounts.Panel.Session;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Altcraft.Accounts.Panel.Accounts;

/// <summary>One account: its settings, its state, its journal; or a new one.</summary>
public sealed partial class AccountPage : IDisposable
{
    private GetAccountAnswer? _found;
    private long? _shown;
    private int _round;
    private bool _isGone;
    private bool _isDeleted;
    private bool _isLeft;
    private ApiException? _failure;
    private ElementReference _heading;
    private AccountForm? _form;
    private ObjectJournal? _journal;

    /// <summary>The account; <see langword="null"/> for a new one.</summary>
    [Parameter]
    public long? Id { get; set; }

    [Inject]
    private ApiClient Api { get; set; } = null!;

    [Inject]
    private SignedIn Session { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private Notices Notices { get; set; } = null!;

    [Inject]
    private IStringLocalizer<AccountTexts> Text { get; set; } = null!;

    [Inject]
    private IStringLocalizer<ComponentTexts> CommonText { get; set; } = null!;

    private string Heading => Id is null ? Text["NewAccount"] : _found?.Account.Title ?? Text["AccountNumber", Id];

    protected override async Task OnParametersSetAsync()
    {
        if (_shown != Id)
        {
            _shown = Id;
            await OpenAsync();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _isLeft = true;

    private async Task OpenAsync()
    {
        _found = null;
        _isGone = false;
        _isDeleted = false;
        _round++;
        await ReadAsync();
    }

    // Answers whether the account was read. An answer for an account that is no longer shown changes nothing.
    private async Task<bool> ReadAsync()
    {
        _failure = null;
        if (Id is not { } id)
        {
            return false;
        }

        try
        {
            var found = await Api.GetAsync<GetAccountQuery, GetAccountAnswer>("accounts/get", new GetAccountQuery { Id = id });
            _found = Id == id ? found : _found;
            return Id == id;
        }
        catch (ApiException failure)
        {
            if (Id != id)
            {
                return false;
            }

            // Of an account that is gone the page says so, and offers to restore it.
            _isGone = failure.Failure == Failure.NotFound;
            (_found, _failure) = _isGone ? (null, null) : (_found, failure);
            return false;
        }
    }

    // After a change of the state: what is in the form and not saved stays there.
    private Task ReloadAsync() => ReloadAsync(isOwn: false);

    private async Task ReloadAsync(bool isOwn)
    {
        if (await ReadAsync())
        {
            _form?.Take(_found!.Account, isOwn);
        }

        await (_journal?.ReloadAsync() ?? Task.CompletedTask);
    }

    private async Task TakeSavedAsync(long id)
    {
        await ReloadAsync(isOwn: true);
        _ = Notices.ShowAsync(Text["SavedDone"]);
    }

    private void OpenCreated(long id)
    {
        _ = Notices.ShowAsync(Text["CreatedDone", id]);

        // Whoever has not waited for the answer is elsewhere by now, and stays there.
        if (!_isLeft && Id is null)
        {
            Navigation.NavigateTo($"accounts/{id}", replace: true);
        }
    }

    // The button that was pressed is gone.
    private async Task ShowDeletedAsync()
    {
        (_found, _isGone, _isDeleted) = (null, true, true);
        await _heading.FocusIfShownAsync();
    }

    private async Task ShowRestoredAsync()
    {
        await OpenAsync();
        await _heading.FocusIfShownAsync();
        _ = Notices.ShowAsync(Text["RestoredDone"]);
    }
}
