using Altcraft.Accounts.Domain.Tariffs;

namespace Altcraft.Accounts.Application.Tariffs;

/// <summary>The lock that protects a tariff's <c>max_accounts</c>.</summary>
public interface ITariffRepository
{
    /// <summary>Finds a tariff and locks its quota until the transaction ends.</summary>
    Task<Tariff?> LockQuotaAsync(long id, CancellationToken cancellationToken);
}
