using Altcraft.Accounts.Application.Accounts;

namespace Altcraft.Accounts.Panel.Accounts;

/// <summary>Which accounts are selected: some, or all that match the filter but some, whether the table has read them or not.</summary>
public sealed class AccountSelection
{
    private readonly Dictionary<long, AccountListItem> _named = [];

    /// <summary>Whether all that match the filter are selected, but for <see cref="Named"/>.</summary>
    public bool IsAll { get; private set; }

    /// <summary>
    /// The accounts that are selected; with <see cref="IsAll"/>, those that are not. As they were when they were clicked.
    /// </summary>
    public IReadOnlyCollection<AccountListItem> Named => _named.Values;

    /// <summary>Whether an account is selected.</summary>
    public bool Has(long id) => _named.ContainsKey(id) != IsAll;

    /// <summary>How many are selected.</summary>
    /// <param name="total">How many match the filter.</param>
    public long Count(long total) => IsAll ? Math.Max(0, total - _named.Count) : _named.Count;

    /// <summary>Selects an account, or takes it out.</summary>
    public void Toggle(AccountListItem account)
    {
        if (!_named.Remove(account.Id))
        {
            _named[account.Id] = account;
        }
    }

    /// <summary>Takes out an account that was clicked and is done. One of all that match needs no care: it does so no longer.</summary>
    public void Finish(long id)
    {
        if (!IsAll)
        {
            _named.Remove(id);
        }
    }

    /// <summary>Selects some accounts, and no others.</summary>
    public void Set(IEnumerable<AccountListItem> accounts)
    {
        SetAll(false);
        foreach (var account in accounts)
        {
            Toggle(account);
        }
    }

    /// <summary>Selects all that match the filter, or none.</summary>
    public void SetAll(bool isAll)
    {
        _named.Clear();
        IsAll = isAll;
    }
}
