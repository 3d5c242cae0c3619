using Altcraft.Accounts.Domain.Tariffs;

namespace Altcraft.Accounts.Application.Tariffs;

/// <summary>What tariffs need beside their directory: the lock that keeps their <c>max_accounts</c>.</summary>
public interface ITariffRepository
{
    /// <summary>A tariff, locked so that nobody else uses its quota until the transaction ends.</summary>
    Task<Tariff?> LockQuotaAsync(long id, CancellationToken cancellationToken);
}
