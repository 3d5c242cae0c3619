using System.Text.RegularExpressions;
using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Tokens;
using Altcraft.Accounts.Domain.Tokens;
using Altcraft.Accounts.Panel.Client;
using Altcraft.Accounts.Panel.Session;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Altcraft.Accounts.Panel.Audit;

/// <summary>The audit journal, the newest entry first. Its filters are in the address.</summary>
public sealed partial class JournalPage : IDisposable
{
    private const int PageSize = 50;
    private const string InputFormat = "yyyy-MM-dd'T'HH:mm";

    private JournalFilter? _shown;
    private JournalFilter _filter = JournalFilter.Of(null, null, null, null, null, null);
    private List<AuditRecordAnswer> _records = [];
    private IReadOnlyList<(long Id, string Name)> _tokens = [];
    private long _total;
    private bool _isLoading;
    private bool _hasUnknownToken;
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
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private IStringLocalizer<JournalTexts> Text { get; set; } = null!;

    [Inject]
    private IStringLocalizer<AuditTexts> Verbs { get; set; } = null!;

    private string? TokenShown => _filter.TokenId is not { } id ? null
        : _tokens.FirstOrDefault(token => token.Id == id) is { Name: { } name } ? TokenText(id, name)
        : id.ToString(CultureInfo.InvariantCulture);

    // Nothing waits for the names of tokens.
    protected override void OnInitialized() => _ = Session.Can(Scope.Tokens) ? ReadTokensAsync() : Task.CompletedTask;

    protected override async Task OnParametersSetAsync()
    {
        _filter = JournalFilter.Of(TypePart, ObjectPart, ActionPart, TokenPart, SincePart, UntilPart);
        if (_filter != _shown)
        {
            _shown = _filter;
            _hasUnknownToken = false;
            await LoadAsync(isMore: false);
        }
    }

    public void Dispose()
    {
        _loading.Cancel();
        _loading.Dispose();
    }

    private static string? Chosen(ChangeEventArgs change) => change.Value as string is { Length: > 0 } text ? text.Trim() : null;

    private static string TokenText(long id, string name) => $"{name} ({id.ToString(CultureInfo.InvariantCulture)})";

    private static string? Local(DateTimeOffset? time) => time?.ToLocalTime().ToString(InputFormat, CultureInfo.InvariantCulture);

    private static DateTimeOffset? Time(ChangeEventArgs change) =>
        DateTime.TryParse(change.Value as string, CultureInfo.InvariantCulture, out var local) ? new DateTimeOffset(local, TimeZoneInfo.Local.GetUtcOffset(local)) : null;

    [GeneratedRegex(@"(?:^|\()(?<id>\d+)\)?$")]
    private static partial Regex TokenId();

    private string Zone(DateTimeOffset? time) => (time?.ToLocalTime() ?? Clock.GetLocalNow()).ToString("'UTC'zzz", CultureInfo.InvariantCulture);

    private string Address(JournalFilter filter) => Navigation.GetUriWithQueryParameters(filter.Parts);

    private void Show(JournalFilter filter) => Navigation.NavigateTo(Address(filter));

    // One of the names that are offered, another name, or an ID.
    private void ChooseToken(ChangeEventArgs change)
    {
        var text = Chosen(change);
        var named = _tokens.Where(token => token.Name.Equals(text, StringComparison.OrdinalIgnoreCase)).ToList();
        var id = text is null ? null : named.Count == 1 ? named[0].Id : JournalFilter.Id(TokenId().Match(text).Groups["id"].Value);
        _hasUnknownToken = text is not null && id is null;
        if (!_hasUnknownToken)
        {
            Show(_filter with { TokenId = id });
        }
    }

    private async Task ReadTokensAsync()
    {
        try
        {
            var page = await Api.ListAsync<ListTokensQuery, TokenAnswer>("tokens/list", new ListTokensQuery());
            _tokens = [.. page.Items.Select(token => (token.Id, token.Name))];
        }
        catch (ApiException failure)
        {
            _failure = failure;
        }

        StateHasChanged();
    }

    private Task MoreAsync() => LoadAsync(isMore: true);

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
            var page = await Api.ListAsync<ListAuditRecordsQuery, AuditRecordAnswer>("audit/list", query, _loading.Token);
            _records = isMore ? [.. _records, .. page.Items] : [.. page.Items];
            (_total, _isLoading) = (page.TotalCount, false);
        }
        catch (OperationCanceledException)
        {
            // The next filter shows its own result.
        }
        catch (ApiException failure)
        {
            (_isLoading, _failure) = (false, failure);
        }
    }
}
