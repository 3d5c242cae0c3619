using Altcraft.Accounts.Application.Accounts;
using Altcraft.Accounts.Domain.Tokens;
using Altcraft.Accounts.Panel.Client;
using Altcraft.Accounts.Panel.Components;
using Altcraft.Accounts.Panel.Directories;
using Altcraft.Accounts.Panel.Session;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Altcraft.Accounts.Panel.Audit;

/// <summary>The object of the journal's filter. Each type of object has a field of its own.</summary>
public sealed partial class JournalObjectField : IDisposable
{
    private const string UserType = "account_user";
    private const int MaxFound = 20;
    private static readonly TimeSpan TypingPause = TimeSpan.FromMilliseconds(250);

    private JournalFilter? _shown;
    private IReadOnlyList<Reference> _found = [];
    private CancellationTokenSource _typing = new();
    private ApiException? _failure;
    private string? _problem;
    private int _round;
    private bool _isGone;

    /// <summary>What the journal shows.</summary>
    [Parameter, EditorRequired]
    public JournalFilter Filter { get; set; } = null!;

    /// <summary>The tokens, as far as they are known.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<Reference> Tokens { get; set; } = [];

    /// <summary>Raised with the ID of the object, or with none.</summary>
    [Parameter]
    public EventCallback<long?> Chosen { get; set; }

    [Inject]
    private ApiClient Api { get; set; } = null!;

    [Inject]
    private SignedIn Session { get; set; } = null!;

    [Inject]
    private IStringLocalizer<JournalTexts> Text { get; set; } = null!;

    private DirectoryArea? Area => DirectoryAreas.All.FirstOrDefault(area => area.ObjectType == Filter.Type);

    private bool CanSearch => Filter.Type switch
    {
        "account" or UserType => Session.Can(Scope.AccountsRead),
        "token" => Session.Can(Scope.Tokens),
        _ => Area is not null && Session.Can(Scope.DirectoryRead),
    };

    private string? Shown => Filter.ObjectId is not { } id ? null : _found.FirstOrDefault(found => found.Id == id)?.ToString() ?? id.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public void Dispose()
    {
        _isGone = true;
        _typing.Cancel();
        _typing.Dispose();
    }

    protected override void OnParametersSet()
    {
        if (_shown != Filter && _problem is not null)
        {
            // What could not be filtered by does not stay in the field.
            _problem = null;
            _round++;
        }

        _shown = Filter;
    }

    private async Task CompleteAsync(ChangeEventArgs change)
    {
        await _typing.CancelAsync();
        _typing.Dispose();
        _typing = new();
        var typing = _typing.Token;
        var text = JournalFilter.Entered(change.Value);
        if (!CanSearch || text is null || JournalFilter.IdIn(text) is not null)
        {
            return;
        }

        try
        {
            await Task.Delay(TypingPause, typing);
            _found = await FindAsync(text, MaxFound, typing);
        }
        catch (OperationCanceledException)
        {
            // More is typed.
        }
        catch (ApiException failure)
        {
            _failure = failure;
        }
    }

    private async Task ChooseAsync(ChangeEventArgs change)
    {
        (_problem, _failure) = (null, null);
        var text = JournalFilter.Entered(change.Value);
        try
        {
            var id = text is null ? null : JournalFilter.IdIn(text) ?? (CanSearch ? await FindOneAsync(text) : null);
            if (_isGone)
            {
                // It was found too late: another type was chosen, or another screen.
                return;
            }

            _problem = text is null || id > 0 ? null : Text[CanSearch ? "UnknownObject" : "IdWrong"].Value;
            if (_problem is null)
            {
                await Chosen.InvokeAsync(id);
            }
        }
        catch (ApiException failure)
        {
            _failure = failure;
        }
    }

    // A whole name is enough. It may have been typed too fast for the list, or be further down than the list goes.
    private async Task<long?> FindOneAsync(string text)
    {
        var named = Filter.Type is "account" or UserType ? await FindAccountAsync(text) : await FindAsync(text, PageQuery.MaxLimit, default);
        _found = [.. named.Where(found => found.Name.Equals(text, StringComparison.OrdinalIgnoreCase))];
        return _found is [var found] ? found.Id : null;
    }

    private async Task<IReadOnlyList<Reference>> FindAccountAsync(string name)
    {
        try
        {
            var account = (await Api.GetAsync<GetAccountQuery, GetAccountAnswer>("accounts/get", new GetAccountQuery { Name = name })).Account;
            return [new Reference(account.Id, account.Name)];
        }
        catch (ApiException failure) when (failure.Failure == Failure.NotFound)
        {
            // The field says so.
            return [];
        }
    }

    private async Task<IReadOnlyList<Reference>> FindAsync(string text, int most, CancellationToken cancellationToken)
    {
        _failure = null;
        if (Filter.Type == "token")
        {
            return [.. Tokens.Where(token => token.Name.Contains(text, StringComparison.OrdinalIgnoreCase)).Take(most)];
        }

        if (Area is { } area)
        {
            return [.. (await area.ListAsync(Api, text, 1, most, cancellationToken)).Items.Select(row => new Reference(row.Id, row.Name))];
        }

        var query = new ListAccountsQuery { Search = text, Limit = most };
        return [.. (await Api.ListAsync<ListAccountsQuery, AccountListItem>("accounts/list", query, cancellationToken)).Items.Select(item => new Reference(item.Id, item.Name))];
    }
}
