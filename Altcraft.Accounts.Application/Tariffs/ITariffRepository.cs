using Altcraft.Accounts.Application.DirectoryEntries;
using Altcraft.Accounts.Domain.Common;
using Altcraft.Accounts.Domain.Tariffs;

namespace Altcraft.Accounts.Application.Tariffs;

/// <summary>Where tariffs are kept.</summary>
public interface ITariffRepository : IDirectoryRepository<Tariff>
{
    /// <summary>A tariff by ID or name.</summary>
    /// <param name="reference">ID or name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<Tariff?> FindAsync(EntityReference reference, CancellationToken cancellationToken);

    /// <summary>A tariff, locked so that nobody else uses its quota until the transaction ends.</summary>
    /// <param name="id">The ID.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<Tariff?> LockQuotaAsync(long id, CancellationToken cancellationToken);
}
