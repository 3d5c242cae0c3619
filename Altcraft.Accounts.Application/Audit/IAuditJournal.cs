using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Application.Audit;

/// <summary>The journal of every successful change: append-only, in the transaction of the change (contract, section 9).</summary>
public interface IAuditJournal
{
    /// <summary>Writes one record, with the caller, address and ID of the request that is being handled.</summary>
    /// <param name="record">What was changed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task AppendAsync(AuditRecord record, CancellationToken cancellationToken);

    /// <summary>A page of the journal, in ID order.</summary>
    /// <param name="filter">Which entries.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<Page<StoredAuditRecord>> ListAsync(AuditFilter filter, CancellationToken cancellationToken);
}
