using Altcraft.Accounts.Application.AccountUsers;
using Altcraft.Accounts.Domain.AccountUsers;
using Altcraft.Accounts.Domain.Tokens;
using Altcraft.Accounts.Panel.Client;
using Altcraft.Accounts.Panel.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Altcraft.Accounts.Panel.AccountUsers;

/// <summary>One user of an account, or a new one.</summary>
public sealed partial class UserPage : IDisposable
{
    private readonly FieldErrors _errors = new([.. UserDraft.Fields.Select(field => field.Name), "new_name"]);
    private GetAccountUserAnswer? _found;
    private UserDraft _before = new();
    private UserDraft _draft = new();
    private EditConflict<UserDraft>? _conflict;
    private (long Account, string? Name)? _shown;
    private string? _accountName;
    private ApiException? _failure;
    private bool _isBusy;
    private bool _isGone;
    private bool _isMoving;

    /// <summary>The account.</summary>
    [Parameter]
    public long AccountId { get; set; }

    /// <summary>The login name; <see langword="null"/> for a new user.</summary>
    [SupplyParameterFromQuery]
    public string? Name { get; set; }

    private static IEnumerable<(string Value, string Text)> Langs =>
        AccountUser.Langs.Select(lang => (lang, CultureInfo.GetCultureInfo(lang).NativeName));

    private string Heading => Name is null ? Text["NewUser"] : Text["User", _accountName is null ? Name : $"{Name}@{_accountName}"];

    private bool MayWrite => Session.Can(Scope.UsersWrite);

    private string Required(string field) => MayWrite ? CommonText["Required", FieldText[field]] : FieldText[field];

    private bool IsChanged => MayWrite && !_draft.IsSame(_before);

    // A new name has another parameter than the name of a new user.
    private string? NameError => _errors.Of("name") ?? _errors.Of("new_name");

    /// <summary>The address of the screen of a user. The name is no part of the path, because it may look like that of a file.</summary>
    public static string AddressOf(long accountId, string name) => $"accounts/{accountId}/users/edit?name={Uri.EscapeDataString(name)}";

    protected override async Task OnParametersSetAsync()
    {
        _isMoving = false;
        if (_shown == (AccountId, Name))
        {
            return;
        }

        _accountName = _shown?.Account == AccountId ? _accountName : null;
        _shown = (AccountId, Name);
        (_found, _conflict, _failure) = (null, null, null);
        (_before, _draft) = (new(), new());
        _errors.Show(null);
        await Task.WhenAll(TryAsync(() => ReadAsync()), NameAccountAsync());
    }

    /// <inheritdoc/>
    public void Dispose() => _isGone = true;

    private async Task NameAccountAsync()
    {
        var id = AccountId;
        var name = _accountName ?? await AccountNames.ReadAsync(Api, Session, id);
        _accountName = AccountId == id ? name : _accountName;
    }

    // What is answered when another user is shown is no longer wanted.
    private async Task ReadAsync(bool isOwn = false)
    {
        if (_shown is { Name: { } name } shown)
        {
            var found = await Api.GetAsync<GetAccountUserQuery, GetAccountUserAnswer>("accounts/users/get", new GetAccountUserQuery { AccountId = shown.Account, Name = name });
            if (shown == _shown)
            {
                _found = found;
                Take(found.User, isOwn);
            }
        }
    }

    // What the person has changed stays; where somebody else has changed the same, both are shown. After a save of this form the service may have stored
    // a value in another form: that is no conflict.
    private void Take(AccountUserAnswer stored, bool isOwn)
    {
        var theirs = UserDraft.Of(stored);
        if (_before.Name is null)
        {
            (_before, _draft) = (theirs, theirs with { });
            return;
        }

        var conflict = new EditConflict<UserDraft>(UserDraft.Fields, _before, theirs, _draft);
        conflict.ApplyTo(_draft);
        _draft = _draft.IsSame(theirs) ? theirs with { } : _draft;
        _before = theirs;
        _conflict = conflict.NeedsChoice || (conflict.Fields.Count > 0 && !isOwn) ? conflict : _conflict;
    }

    private async Task SaveAsync()
    {
        if (_isBusy || !MayWrite)
        {
            return;
        }

        (_isBusy, _failure) = (true, null);
        _errors.Show(null);
        try
        {
            await Saving.RepeatAsync(TrySaveAsync);
        }
        catch (ApiException failure)
        {
            _errors.Show(failure, name => UserDraft.Fields.FirstOrDefault(field => field.Name == (name == "new_name" ? "name" : name))?.Get(_draft));
            StateHasChanged();
            if (_errors.Fields.FirstOrDefault(_errors.Has) is { } first)
            {
                await Browser.InvokeVoidAsync("panel.focus", first == "new_name" ? "name" : first);
            }
        }
        finally
        {
            _isBusy = false;
        }
    }

    private async Task<bool> TrySaveAsync(bool isLast)
    {
        try
        {
            if (_found is not null && string.IsNullOrWhiteSpace(_draft.Name))
            {
                // To the service, no new name means the old one.
                throw new ApiException(Failure.IncorrectRequest, Text["NameMissing"], [new Error("name", string.Empty, Text["NameMissing"])], null);
            }

            var sent = _draft with { };
            var saved = _found is { } found
                ? await Api.GetAsync<UpdateAccountUserCommand, SavedUserNameAnswer>("accounts/users/update", sent.ToUpdate(found.User))
                : await Api.GetAsync<AddAccountUserCommand, SavedUserNameAnswer>("accounts/users/add", sent.ToAdd(AccountId));
            await ShowSavedAsync(sent, saved.Username);
            return true;
        }
        catch (ApiException failure) when (!isLast && failure.Errors.Any(error => error.Code == ErrorCodes.Stale))
        {
            // The conflict is shown above the form. One that was shown before is over.
            _conflict = null;
            await TryAsync(() => ReadAsync());
            StateHasChanged();
            await Browser.InvokeVoidAsync("panel.focus", "conflict-title");
            return _conflict is not null || _failure is not null;
        }
    }

    // What is typed while it is being saved stays in the form, whether or not what is stored can be read.
    private async Task ShowSavedAsync(UserDraft sent, string name)
    {
        _ = Notices.ShowAsync(Text[_found is null ? "Added" : "Saved"]);
        if (_isGone)
        {
            // Whoever has not waited for the answer is elsewhere by now, and stays there.
            return;
        }

        // A new user is sent a mail once.
        (_before, _conflict, _shown) = (sent with { SendWelcome = false }, null, (AccountId, name));
        _draft.SendWelcome = false;
        await TryAsync(() => ReadAsync(isOwn: true));
        if (name != Name)
        {
            // What is known under the old name is of no use.
            _found = _failure is null ? _found : null;
            _isMoving = true;
            Navigation.NavigateTo(AddressOf(AccountId, name), replace: true);
        }
    }

    private Task SendWelcomeAsync() => ChangeAsync(
        "Send", Text["SendText", _found!.User.Email], "SendDone",
        () => Api.DoAsync("accounts/users/send_welcome", new SendWelcomeCommand { AccountId = AccountId, Name = Name! }));

    private Task ActivateAsync() => ChangeAsync("Activate", Text["ActivateText", Name!], "ActivateDone", () => SetActiveAsync(true));

    private Task DeactivateAsync() => ChangeAsync("Deactivate", Text["DeactivateText", Name!], "DeactivateDone", () => SetActiveAsync(false), isDangerous: true);

    private async Task SetActiveAsync(bool isActive)
    {
        await Api.DoAsync("accounts/users/update", new UpdateAccountUserCommand { AccountId = AccountId, Name = Name!, Active = isActive });
        _before.Active = _draft.Active = isActive;
    }

    private async Task DeleteAsync()
    {
        if (await Dialogs.ConfirmAsync(Text["DeleteTitle", Name!], Text["DeleteText", Name!], CommonText["Delete"], isDangerous: true))
        {
            await TryAsync(async () =>
            {
                await Api.DoAsync("accounts/users/delete", new DeleteAccountUserCommand { AccountId = AccountId, Name = Name! });
                _ = Notices.ShowAsync(Text["DeleteDone", Name!]);
                if (!_isGone)
                {
                    _isMoving = true;
                    Navigation.NavigateTo($"accounts/{AccountId}/users");
                }
            });
        }
    }

    private async Task ChangeAsync(string verb, string consequence, string done, Func<Task> change, bool isDangerous = false)
    {
        if (await Dialogs.ConfirmAsync(Text[verb + "Title", Name!], consequence, Text[verb], isDangerous))
        {
            await TryAsync(async () =>
            {
                await change();
                await ReadAsync();
                _ = Notices.ShowAsync(Text[done, Name!]);
            });
        }
    }

    private async Task TryAsync(Func<Task> work)
    {
        _failure = null;
        try
        {
            await work();
        }
        catch (ApiException failure)
        {
            _failure = failure;
        }
    }
}
