using Altcraft.Accounts.Application.Tokens;
using Altcraft.Accounts.Domain.Tokens;
using Altcraft.Accounts.Panel.Client;
using Altcraft.Accounts.Panel.Components;
using Altcraft.Accounts.Panel.Session;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using MudBlazor;

namespace Altcraft.Accounts.Panel.Tokens;

/// <summary>Makes a token, or one that takes the place of another. Its secret is in this page's memory until it is closed, and nowhere else.</summary>
public sealed partial class NewTokenPage : IDisposable
{
    private readonly FieldErrors _errors = new("name", "scopes", "expires_at");
    private readonly HashSet<string> _scopes = [];
    private TokenAnswer? _old;
    private string _name = string.Empty;
    private DateTime? _expires;
    private string? _proposed;
    private string? _secret;
    private string? _copied;
    private bool _isReady;
    private bool _isMissing;
    private bool _isBusy;
    private bool _isSecretNew;
    private bool _isOldRevoked;
    private bool _isGone;
    private ElementReference _secretTitle;

    /// <summary>The token that the new one is to replace.</summary>
    [SupplyParameterFromQuery(Name = "like")]
    public string? Like { get; set; }

    [Inject]
    private ApiClient Api { get; set; } = null!;

    [Inject]
    private SignedIn Session { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    [Inject]
    private Notices Notices { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private IStringLocalizer<TokenTexts> Text { get; set; } = null!;

    [Inject]
    private IStringLocalizer<ComponentTexts> Common { get; set; } = null!;

    private string Title => _old is { } old ? Text["RotateOf", old.Name] : Text["NewToken"];

    // No token lives longer than the one that makes it.
    private DateTime? OwnEnd => Session.Who?.ExpiresAt;

    private string Zone => new DateTimeOffset(_expires ?? Clock.GetLocalNow().DateTime, OffsetAt(_expires ?? Clock.GetLocalNow().DateTime))
        .ToString("'UTC'zzz", CultureInfo.InvariantCulture);

    protected override async Task OnInitializedAsync()
    {
        _expires = Local(OwnEnd);
        if (Like is not null)
        {
            try
            {
                var id = long.TryParse(Like, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
                var page = id > 0 ? await Api.ListAsync<ListTokensQuery, TokenAnswer>("tokens/list", new ListTokensQuery { FromId = id, Limit = 1 }) : null;
                Imitate(page?.Items.FirstOrDefault(token => token.Id == id));
                _isMissing = _old is null;
            }
            catch (ApiException failure)
            {
                _errors.Show(failure);
                return;
            }
        }

        _proposed = _expires?.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
        _isReady = !_isMissing;
    }

    /// <inheritdoc/>
    public void Dispose() => _isGone = true;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_isSecretNew)
        {
            _isSecretNew = false;
            await _secretTitle.FocusIfShownAsync();
        }
    }

    private static string AreaOf(string scope) => scope.Split('.')[0];

    private static TimeSpan OffsetAt(DateTime local) => TimeZoneInfo.Local.GetUtcOffset(local);

    // The field has minutes.
    private static DateTime? Local(DateTime? utc) =>
        utc is { } value ? DateTime.SpecifyKind(value.AddTicks(-(value.Ticks % TimeSpan.TicksPerMinute)), DateTimeKind.Utc).ToLocalTime() : null;

    // The same name and scopes, for as long as the old one was made for.
    private void Imitate(TokenAnswer? old)
    {
        _old = old;
        if (old is null)
        {
            return;
        }

        _name = old.Name;
        _scopes.UnionWith(old.Scopes.Where(Session.Can));
        if (old.ExpiresAt is { } end)
        {
            var next = Clock.GetUtcNow().UtcDateTime + (end - old.CreatedAt);
            _expires = Local(next > OwnEnd ? OwnEnd : next);
        }
    }

    // The field is not written to: while somebody types, a browser says that there is no time, and writing that would clear what is typed.
    private void Enter(ChangeEventArgs change) => _expires = DateTime.TryParse((string?)change.Value, CultureInfo.InvariantCulture, out var local) ? local : null;

    private bool IsChosen(string scope) => _scopes.Contains(Scope.All) || _scopes.Contains(scope);

    private void Choose(string scope, bool isChosen)
    {
        if (isChosen)
        {
            _scopes.Add(scope);
        }
        else
        {
            _scopes.Remove(scope);
        }
    }

    private async Task CreateAsync()
    {
        if (_isBusy)
        {
            return;
        }

        _isBusy = true;
        _errors.Show(null);
        try
        {
            var answer = await Api.GetAsync<CreateTokenCommand, CreatedTokenAnswer>("tokens/create", new CreateTokenCommand
            {
                Name = _name,
                Scopes = Parameter<IReadOnlyList<string>>.Of(_scopes.Contains(Scope.All) ? [Scope.All] : [.. _scopes]),
                ExpiresAt = _expires is { } local ? new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), OffsetAt(local)) : default(Parameter<DateTimeOffset>),
            });
            (_secret, _isSecretNew) = (answer.Token, true);
            if (_isGone)
            {
                _ = Notices.ShowAsync(Text["Unseen", _name]);
            }
            else if (_old?.Id == Session.Who?.Id && Session.Who is { } who && who.Scopes.All(IsChosen))
            {
                StateHasChanged();
                await GoOnAsync(answer.Token);
            }
        }
        catch (ApiException refusal)
        {
            _errors.Show(refusal);
            if (_errors.Fields.FirstOrDefault(_errors.Has) is { } first)
            {
                StateHasChanged();
                await Browser.InvokeVoidAsync("panel.focus", first);
            }
        }
        finally
        {
            _isBusy = false;
        }
    }

    // Whoever has put a token in the place of their own revokes the old one, and is not to be signed out by that.
    private async Task GoOnAsync(string token)
    {
        try
        {
            await Session.ReplaceAsync(token, Api.GetCurrentTokenAsync);
        }
        catch (ApiException)
        {
            // The session goes on with the old token. Before that is revoked, the dialog tells what follows.
        }
    }

    private async Task CopyAsync()
    {
        try
        {
            await Browser.InvokeVoidAsync("navigator.clipboard.writeText", _secret);
            _copied = Text["Copied"];
        }
        catch (JSException)
        {
            // Browsers give the clipboard only to pages from https or the same machine, and people may refuse it.
            _copied = Text["CopyYourself"];
        }
    }

    // The secret stays until the person closes it. The focus was on a button that is gone.
    private void TakeRevoked() => _isOldRevoked = _isSecretNew = true;

    private void Close()
    {
        _secret = null;
        Navigation.NavigateTo("tokens", replace: true);
    }
}
