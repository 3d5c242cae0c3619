using Altcraft.Accounts.Domain.Common;
using Altcraft.Accounts.Infrastructure.Database;

namespace Altcraft.Accounts.Infrastructure.Standby;

/// <summary>
/// Reads that change nothing and that nothing is based on: from a standby where that is wanted and there is one, otherwise as ever.
/// What a standby cannot answer, because it has gone or because replay was in the way, the primary is asked for.
/// </summary>
internal sealed class StandbyReads(StandbyDatabase standby, DbSession primary, CertainWrite certain)
{
    /// <summary>Whether what is read now may come from a standby.</summary>
    public bool AreElsewhere => standby.Source is not null && !primary.IsOpen;

    /// <summary>Reads.</summary>
    /// <param name="read">May be called twice, with another session.</param>
    public async Task<T> RunAsync<T>(Func<DbSession, Task<T>> read)
    {
        if (AreElsewhere)
        {
            try
            {
                // A statement that is left behind there ends by the standby's own limit: its process is unknown to the primary.
                await using var session = new DbSession(standby.Source!, standby.State, certain, cancellation: null);
                return await read(session);
            }
            catch (AccountsException exception) when (exception.Failure == Failure.Unavailable)
            {
                // The primary knows as well.
            }
        }

        return await read(primary);
    }
}
