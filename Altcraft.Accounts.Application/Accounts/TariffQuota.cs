using Altcraft.Accounts.Application.Tariffs;

namespace Altcraft.Accounts.Application.Accounts;

/// <summary>
/// Enforces a tariff's <c>max_accounts</c>, also when several requests compete for the last account (contract, section 5: 402).
/// </summary>
internal sealed class TariffQuota(ITariffRepository tariffs, IAccountRepository accounts)
{
    /// <summary>Ensures that the tariff allows one more active account. A limited tariff stays locked until the transaction ends.</summary>
    public async Task ReserveAsync(long tariffId, CancellationToken cancellationToken)
    {
        // Lock before counting: any previous holder of the lock has then committed.
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
