using Altcraft.Accounts.Application.Accounts;
using Altcraft.Accounts.Application.Accounts.SaveAccount;
using Altcraft.Accounts.Domain.Accounts;
using Altcraft.Accounts.Panel.Client;
using Altcraft.Accounts.Panel.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;

namespace Altcraft.Accounts.Panel.Accounts;

/// <summary>The settings of an account: a field for each parameter of <c>accounts/save</c>.</summary>
public sealed partial class AccountForm
{
    private const int MaxTitleLength = Domain.Accounts.Account.MaxTitleLength;

    private readonly FieldErrors _errors = new([.. AccountDraft.Fields.Select(field => field.Name)]);
    private readonly Picks _picks = new();
    private AccountDraft _before = new();
    private AccountDraft _draft = new();
    private int? _version;
    private bool _isBusy;
    private EditConflict<AccountDraft>? _conflict;

    /// <summary>What is stored; <see langword="null"/> for a new account.</summary>
    [Parameter]
    public AccountAnswer? Account { get; set; }

    /// <summary>Whether the settings are only shown.</summary>
    [Parameter]
    public bool IsReadOnly { get; set; }

    /// <summary>Raised with the account's ID when it has been saved.</summary>
    [Parameter]
    public EventCallback<long> Saved { get; set; }

    /// <summary>Whether there is something that is not saved.</summary>
    public bool IsChanged => !_draft.IsSame(_before) || _picks.HasTyped;

    [Inject]
    private ApiClient Api { get; set; } = null!;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    [Inject]
    private IStringLocalizer<AccountTexts> Text { get; set; } = null!;

    [Inject]
    private IStringLocalizer<FieldTexts> FieldText { get; set; } = null!;

    [Inject]
    private IStringLocalizer<ComponentTexts> CommonText { get; set; } = null!;

    private static IEnumerable<(string Value, string Text)> Hours =>
        Enumerable.Range(ReportSchedule.MinHour, ReportSchedule.MaxHour + 1).Select(hour => (Number(hour), ReportTime.Hour(hour)));

    // Sunday has two numbers: the one that is stored is kept.
    private IEnumerable<(string Value, string Text)> Days =>
        Enumerable.Range(1, 6).Append(_draft.ReportsDay == ReportSchedule.MaxDay ? ReportSchedule.MaxDay : ReportSchedule.MinDay).Select(day => (Number(day), ReportTime.Day(day)));

    /// <summary>
    /// Takes what is stored by now. What the person has changed stays; where somebody else has changed the same, both are shown.
    /// </summary>
    /// <param name="isOwn">
    /// Whether it follows a save of this form. The service stores some values in another form, such as a domain in lower case: that is no conflict.
    /// </param>
    /// <returns>Whether any setting differs from what the person began with.</returns>
    public bool Take(AccountAnswer stored, bool isOwn = false)
    {
        // A standby may answer what was stored before the last save: the form shows what is newer.
        if (stored.Version < _version || (isOwn && stored.Version == _version))
        {
            return false;
        }

        var theirs = AccountDraft.Of(stored);
        var conflict = new EditConflict<AccountDraft>(AccountDraft.Fields, _before, theirs, _draft);
        conflict.ApplyTo(_draft);
        _before = theirs;
        _version = stored.Version;
        if (conflict.NeedsChoice || (conflict.Fields.Count > 0 && !isOwn))
        {
            _conflict = conflict;
        }

        return conflict.Fields.Count > 0;
    }

    protected override void OnInitialized()
    {
        if (Account is { } account)
        {
            _before = AccountDraft.Of(account);
            _draft = _before with { };
            _version = account.Version;
        }
    }

    private string Required(string field) => IsReadOnly ? FieldText[field] : CommonText["Required", FieldText[field]];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Number(string? text) => int.Parse(text!, CultureInfo.InvariantCulture);

    private async Task SaveAsync()
    {
        if (_isBusy || IsReadOnly)
        {
            return;
        }

        _isBusy = true;
        try
        {
            if (await _picks.FirstUnsettledAsync() is { } field)
            {
                await Browser.InvokeVoidAsync("panel.focus", field);
                return;
            }

            await Saving.RepeatAsync(TrySaveAsync);
        }
        catch (ApiException failure)
        {
            await ShowAsync(failure);
        }
        finally
        {
            _isBusy = false;
        }
    }

    private async Task<bool> TrySaveAsync(bool isLast)
    {
        var sent = _draft with { };
        try
        {
            var answer = await Api.GetAsync<SaveAccountCommand, SavedIdAnswer>("accounts/save", sent.ToCommand(Account?.Id, _version));
            _errors.Show(null);
            _conflict = null;
            _before = sent;
            await Saved.InvokeAsync(answer.SavedId);
            return true;
        }
        catch (ApiException failure) when (!isLast && failure.Errors.Any(error => error.Code == ErrorCodes.Stale))
        {
            // The conflict is shown above the form. When only the state has changed, there is none, and the same is sent again.
            var stored = await Api.GetAsync<GetAccountQuery, GetAccountAnswer>("accounts/get", new GetAccountQuery { Id = Account!.Id });
            if (!Take(stored.Account))
            {
                return false;
            }

            _errors.Show(null);
            StateHasChanged();
            await Browser.InvokeVoidAsync("panel.focus", "conflict-title");
            return true;
        }
    }

    private async Task ShowAsync(ApiException failure)
    {
        _errors.Show(failure, name => AccountDraft.Fields.FirstOrDefault(field => field.Name == name)?.Get(_draft));
        StateHasChanged();
        if (_errors.Fields.FirstOrDefault(_errors.Has) is { } first)
        {
            await Browser.InvokeVoidAsync("panel.focus", first);
        }
    }
}
