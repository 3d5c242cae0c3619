using Altcraft.Accounts.Domain.Accounts;
using Altcraft.Accounts.Infrastructure.Database;
using Altcraft.Accounts.Infrastructure.Reads;

namespace Altcraft.Accounts.Infrastructure.Accounts;

/// <summary>Reads accounts by ID: to be changed, from the primary; to be shown, from a standby where that is wanted.</summary>
internal sealed class AccountLookups(DataSources sources, StandbyDatabase standby, TimeProvider clock)
{
    private readonly AccountLookup _primary = new(sources.Gets, clock);
    private readonly AccountLookup? _standby = standby.Source is { } source ? new AccountLookup(source, clock) : null;

    /// <summary>The account as it is now, deleted or not.</summary>
    public Task<Account?> FindOnPrimaryAsync(long id, CancellationToken cancellationToken) => _primary.FindAsync(id, cancellationToken);

    /// <summary>
    /// The account, deleted or not, perhaps a little old. One that the standby does not know may be too new for it: the primary is asked.
    /// </summary>
    public async Task<Account?> FindAsync(long id, CancellationToken cancellationToken)
    {
        try
        {
            if (_standby is not null && await _standby.FindAsync(id, cancellationToken) is { } account)
            {
                return account;
            }
        }
        catch (AccountsException exception) when (exception.Failure == Failure.Unavailable)
        {
            // The primary answers as well; if it does not, it reports its own error.
        }

        return await _primary.FindAsync(id, cancellationToken);
    }
}
