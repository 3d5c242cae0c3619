using Altcraft.Accounts.Domain.Accounts;
using Altcraft.Accounts.Infrastructure.Database;
using Altcraft.Accounts.Infrastructure.Reads;

namespace Altcraft.Accounts.Infrastructure.Accounts;

/// <summary>Reads accounts by ID: from the primary to change them, or from a standby, if configured, to show them.</summary>
internal sealed class AccountLookups(DataSources sources, StandbyDatabase standby, TimeProvider clock)
{
    private readonly AccountLookup _primary = new(sources.Gets, clock);
    private readonly AccountLookup? _standby = standby.Source is { } source ? new AccountLookup(source, clock) : null;

    /// <summary>Finds the current account, deleted or not.</summary>
    public Task<Account?> FindOnPrimaryAsync(long id, CancellationToken cancellationToken) => _primary.FindAsync(id, cancellationToken);

    /// <summary>
    /// Finds an account, deleted or not, that may be slightly stale. The primary is asked for one that is missing on the standby, because
    /// it may be new.
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
            // The primary is asked instead. If it fails too, its error is reported.
        }

        return await _primary.FindAsync(id, cancellationToken);
    }
}
