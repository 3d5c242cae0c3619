using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Domain.Tokens;
using Altcraft.Accounts.Panel.Client;
using Altcraft.Accounts.Panel.Components;
using Altcraft.Accounts.Panel.Session;
using Altcraft.Accounts.Panel.Tokens;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;

namespace Altcraft.Accounts.Panel.Audit;

/// <summary>The audit journal, the newest entry first. Its filters are in the address.</summary>
public sealed partial class JournalPage : IDisposable
{
    private const int PageSize = 50;

    private JournalFilter? _shown;
    private ReferenceNames _names = null!;
    private ObjectNames _objects = null!;
    private JournalFilter _filter = JournalFilter.Of(null, null, null, null, null, null);
    private List<AuditRecordAnswer> _records = [];
    private IReadOnlyList<Reference> _tokens = [];
    private long _total;
    private bool _isLoading;
    private string? _tokenProblem;
    private int _round;
    private int _clearings;
    private ApiException? _failure;
    private CancellationTokenSource _loading = new();

    [SupplyParameterFromQuery(Name = "type")]
    public string? TypePart { get; set; }

    [SupplyParameterFromQuery(Name = "object")]
    public string? ObjectPart { get; set; }

    [SupplyParameterFromQuery(Name = "action")]
    public string? ActionPart { get; set; }

    [SupplyParameterFromQuery(Name = "token")]
    public string? TokenPart { get; set; }

    [SupplyParameterFromQuery(Name = "since")]
    public string? SincePart { get; set; }

    [SupplyParameterFromQuery(Name = "until")]
    public string? UntilPart { get; set; }

    [Inject]
    private ApiClient Api { get; set; } = null!;

    [Inject]
    private SignedIn Session { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private IStringLocalizer<JournalTexts> Text { get; set; } = null!;

    [Inject]
    private IStringLocalizer<AuditTexts> Verbs { get; set; } = null!;

    private string? TokenShown => _filter.TokenId is not { } id ? null
        : _tokens.FirstOrDefault(token => token.Id == id)?.ToString() ?? id.ToString(CultureInfo.InvariantCulture);

    protected override void OnInitialized()
    {
        _names = new(Api, Session);
        _objects = new(ListAsync);

        // Nothing waits for the names of tokens.
        _ = Session.Can(Scope.Tokens) ? ReadTokensAsync() : Task.CompletedTask;
    }

    protected override async Task OnParametersSetAsync()
    {
        _filter = JournalFilter.Of(TypePart, ObjectPart, ActionPart, TokenPart, SincePart, UntilPart);
        if (_filter != _shown)
        {
            _shown = _filter;
            ForgetToken();
            await LoadAsync(isMore: false);
        }
    }

    public void Dispose()
    {
        _loading.Cancel();
        _loading.Dispose();
    }

    private string Zone(DateTimeOffset? time) => (time?.ToLocalTime() ?? Clock.GetLocalNow()).ToString("'UTC'zzz", CultureInfo.InvariantCulture);

    private string Address(JournalFilter filter) => Navigation.GetUriWithQueryParameters(filter.Parts);

    private void Show(JournalFilter filter) => Navigation.NavigateTo(Address(filter));

    // Also when the address has no filters yet.
    private void Clear()
    {
        _clearings++;
        ForgetToken();
    }

    // What could not be filtered by does not stay in the field.
    private void ForgetToken()
    {
        _round += _tokenProblem is null ? 0 : 1;
        _tokenProblem = null;
    }

    // One of the names that are offered, another name, or an ID.
    private void ChooseToken(ChangeEventArgs change)
    {
        var text = JournalFilter.Entered(change.Value);
        var named = _tokens.Where(token => token.Name.Equals(text, StringComparison.OrdinalIgnoreCase)).ToList();
        var id = text is null ? null : named.Count == 1 ? named[0].Id : JournalFilter.IdIn(text);
        _tokenProblem = text is null || id is not null ? null : Text[named.Count > 1 ? "SeveralTokens" : "UnknownToken"].Value;
        if (_tokenProblem is null)
        {
            Show(_filter with { TokenId = id });
        }
    }

    private async Task ReadTokensAsync()
    {
        try
        {
            _tokens = [.. (await TokenFamily.ReadAsync(Api)).Tokens.Reverse().Select(token => new Reference(token.Id, token.Name))];
        }
        catch (ApiException failure)
        {
            _failure = failure;
        }

        StateHasChanged();
    }

    // Nothing waits for the names of objects.
    private async Task ReadNamesAsync(CancellationToken cancellationToken)
    {
        await _objects.ReadAsync(_records, cancellationToken);
        StateHasChanged();
    }

    private Task<Page<AuditRecordAnswer>> ListAsync(ListAuditRecordsQuery query, CancellationToken cancellationToken) =>
        Api.ListAsync<ListAuditRecordsQuery, AuditRecordAnswer>("audit/list", query, cancellationToken);

    private async Task MoreAsync()
    {
        if (_isLoading)
        {
            return;
        }

        await LoadAsync(isMore: true);
        if (_records.Count >= _total)
        {
            // The button is gone.
            await Browser.InvokeVoidAsync("panel.focus", "entries");
        }
    }

    private async Task LoadAsync(bool isMore)
    {
        // Another filter replaces one that has not been answered.
        await _loading.CancelAsync();
        _loading.Dispose();
        _loading = new CancellationTokenSource();
        (_isLoading, _failure) = (true, null);
        try
        {
            var query = _filter.Query(isMore ? _records[^1].Id : null, PageSize);
            var page = await ListAsync(query, _loading.Token);
            _records = isMore ? [.. _records, .. page.Items] : [.. page.Items];
            (_total, _isLoading) = (page.TotalCount, false);
            _ = ReadNamesAsync(_loading.Token);
        }
        catch (OperationCanceledException)
        {
            // The next filter shows its own result.
        }
        catch (ApiException failure)
        {
            // The entries of another filter would look as if they were found.
            (_isLoading, _failure, _records) = (false, failure, isMore ? _records : []);
        }
    }
}
