using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Application.Audit;

/// <summary>The journal of every successful change: append-only, in the transaction of the change (contract, section 9).</summary>
public interface IAuditJournal
{
    /// <summary>Writes one entry, with the caller, address and ID of the request that is being handled.</summary>
    /// <param name="entry">What was changed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task AppendAsync(AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>A page of the journal, in ID order.</summary>
    /// <param name="filter">Which entries.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<Page<AuditRecord>> ListAsync(AuditFilter filter, CancellationToken cancellationToken);
}
