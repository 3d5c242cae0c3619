using Altcraft.Accounts.Application.Tariffs;

namespace Altcraft.Accounts.Application.Accounts;

/// <summary>
/// Keeps a tariff's <c>max_accounts</c>, also when several accounts ask for the last place at once (contract, section 5: 402).
/// </summary>
internal sealed class TariffQuota(ITariffRepository tariffs, IAccountRepository accounts)
{
    /// <summary>Makes sure that the tariff allows one more active account. A limited tariff is locked until the transaction ends.</summary>
    public async Task ReserveAsync(long tariffId, CancellationToken cancellationToken)
    {
        // The lock first, the count second: whoever held the lock has committed by the time the count looks.
        if (await tariffs.LockQuotaAsync(tariffId, cancellationToken) is not { MaxAccounts: { } max } tariff)
        {
            return;
        }

        if (await accounts.CountActiveAsync(tariffId, cancellationToken) >= max)
        {
            throw AccountErrors.LimitReached(tariff.Name, max);
        }
    }
}
