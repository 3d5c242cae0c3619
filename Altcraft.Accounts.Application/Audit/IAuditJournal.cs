using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Application.Audit;

/// <summary>
/// The audit journal: append-only, one record for each successful change, in the transaction of the change (contract, section 9).
/// </summary>
public interface IAuditJournal
{
    /// <summary>Appends a record, with the caller, address and ID of the current request.</summary>
    Task AppendAsync(AuditRecord record, CancellationToken cancellationToken);

    /// <summary>A page of the records, in ID order, rising or falling.</summary>
    Task<Page<StoredAuditRecord>> ListAsync(AuditFilter filter, CancellationToken cancellationToken);
}
