using Altcraft.Accounts.Application.Accounts;
using Altcraft.Accounts.Panel.Client;

namespace Altcraft.Accounts.Panel.Accounts;

/// <summary>What can be done to many accounts at once.</summary>
public enum BulkAction
{
    /// <summary>Those that are inactive become active.</summary>
    Activate,

    /// <summary>Those that are active become inactive.</summary>
    Deactivate,

    /// <summary>Those that are not frozen are frozen. The others keep their payment URL.</summary>
    Freeze,

    /// <summary>Those that are frozen are no longer.</summary>
    Unfreeze,

    /// <summary>All are deleted.</summary>
    Delete,
}

/// <summary>How many accounts an action is for.</summary>
/// <param name="Changing">Those that will change.</param>
/// <param name="Already">Those that are already so, and are left alone.</param>
/// <param name="LastId">The last of them: accounts that are made later are left alone.</param>
public sealed record BulkPlan(long Changing, long Already, long LastId);

/// <summary>One action for the accounts that are selected.</summary>
/// <param name="api">The service.</param>
/// <param name="action">What is done.</param>
/// <param name="view">The filter.</param>
/// <param name="selection">The accounts that are selected of those that match the filter.</param>
internal sealed class BulkChange(ApiClient api, BulkAction action, AccountView view, AccountSelection selection)
{
    /// <summary>The scope that an action needs.</summary>
    public static string Scope(BulkAction action) =>
        action == BulkAction.Delete ? Domain.Tokens.Scope.AccountsDelete : Domain.Tokens.Scope.AccountsWrite;

    /// <summary>Counts, and changes nothing.</summary>
    public async Task<BulkPlan> PlanAsync()
    {
        if (!selection.IsAll)
        {
            var changing = selection.Named.Count(Changes);
            return new(changing, selection.Named.Count - changing, ObjectId.Max);
        }

        var all = await LastAsync(view);
        var selected = all.TotalCount - selection.Named.Count;
        var toChange = Changing is { } narrowed ? (await LastAsync(narrowed)).TotalCount - selection.Named.Count(Changes) : 0;
        return new(Math.Max(0, toChange), Math.Max(0, selected - toChange), all.Items.Count > 0 ? all.Items[0].Id : 0);
    }

    /// <summary>The accounts that will change, by pages.</summary>
    public async IAsyncEnumerable<AccountListItem> AccountsAsync(BulkPlan plan)
    {
        if (!selection.IsAll)
        {
            foreach (var account in selection.Named.Where(Changes).ToList())
            {
                yield return account;
            }

            yield break;
        }

        if (Changing is not { } narrowed)
        {
            yield break;
        }

        var excluded = selection.Named.Select(account => account.Id).ToHashSet();
        for (long? from = 1; from is { } first;)
        {
            var page = await ListAsync(narrowed.Page(first, false, PageQuery.MaxLimit));
            foreach (var account in page.Items.Where(account => account.Id <= plan.LastId && !excluded.Contains(account.Id)))
            {
                yield return account;
            }

            from = page.Items.Count == PageQuery.MaxLimit && page.Items[^1].Id < plan.LastId ? page.Items[^1].Id + 1 : null;
        }
    }

    /// <summary>Changes one account.</summary>
    /// <param name="paymentUrl">How a freeze can be ended, if at all.</param>
    public Task ChangeAsync(AccountListItem account, string? paymentUrl) => action switch
    {
        BulkAction.Activate => api.DoAsync("accounts/activate", new ActivateAccountCommand { Id = account.Id }),
        BulkAction.Deactivate => api.DoAsync("accounts/deactivate", new DeactivateAccountCommand { Id = account.Id }),
        BulkAction.Freeze => api.DoAsync("accounts/freeze", new FreezeAccountCommand
        {
            Id = account.Id,
            FrozenDetails = string.IsNullOrWhiteSpace(paymentUrl)
                ? default(Parameter<FrozenDetails>)
                : new FrozenDetails { PaymentUrl = paymentUrl.Trim() },
        }),
        BulkAction.Unfreeze => api.DoAsync("accounts/unfreeze", new UnfreezeAccountCommand { Id = account.Id }),
        BulkAction.Delete => api.DoAsync("accounts/delete", new DeleteAccountCommand { Id = account.Id }),
        _ => throw new ArgumentOutOfRangeException(nameof(account), action, "There is no such action."),
    };

    private Task<Page<AccountListItem>> LastAsync(AccountView counted) => ListAsync(counted.Page(null, true, 1));

    private Task<Page<AccountListItem>> ListAsync(ListAccountsQuery query) =>
        api.ListAsync<ListAccountsQuery, AccountListItem>("accounts/list", query);

    private bool Changes(AccountListItem account) => action switch
    {
        BulkAction.Activate => !account.IsActive,
        BulkAction.Deactivate => account.IsActive,
        BulkAction.Freeze => !account.IsFrozen,
        BulkAction.Unfreeze => account.IsFrozen,
        _ => true,
    };

    // The part of the view that will change; null when the filter leaves none.
    private AccountView? Changing => action switch
    {
        BulkAction.Activate => view.IsActive == true ? null : view with { IsActive = false },
        BulkAction.Deactivate => view.IsActive == false ? null : view with { IsActive = true },
        BulkAction.Freeze => view.IsFrozen == true ? null : view with { IsFrozen = false },
        BulkAction.Unfreeze => view.IsFrozen == false ? null : view with { IsFrozen = true },
        _ => view,
    };
}
