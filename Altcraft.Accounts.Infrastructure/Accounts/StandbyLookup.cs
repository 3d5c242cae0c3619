using Altcraft.Accounts.Domain.Common;
using Altcraft.Accounts.Infrastructure.Database;
using Altcraft.Accounts.Infrastructure.Standby;

namespace Altcraft.Accounts.Infrastructure.Accounts;

/// <summary>Reads accounts by ID for those who only look: from a standby where that is wanted. A change looks in <see cref="AccountLookup"/>.</summary>
internal sealed class StandbyLookup(AccountLookup primary, StandbyDatabase standby)
{
    private readonly AccountLookup? _standby = standby.Source is { } source
        ? new AccountLookup(new JoinedConnections(source, source), standby.State)
        : null;

    /// <summary>The account, deleted or not. One that the standby does not know may be too new for it: the primary is asked.</summary>
    public async Task<AccountRow?> FindAsync(long id, CancellationToken cancellationToken)
    {
        try
        {
            if (_standby is not null && await _standby.FindAsync(id, cancellationToken) is { } row)
            {
                return row;
            }
        }
        catch (AccountsException exception) when (exception.Failure == Failure.Unavailable)
        {
            // The primary knows as well.
        }

        return await primary.FindAsync(id, cancellationToken);
    }
}
