using Altcraft.Accounts.Application.Tariffs;

namespace Altcraft.Accounts.Application.Accounts;

/// <summary>Keeps a tariff's <c>max_accounts</c>, also when several accounts ask for the last place at once (contract, section 5: 402).</summary>
internal sealed class TariffPlaces(ITariffRepository tariffs, IAccountRepository accounts)
{
    /// <summary>Makes sure the tariff has a place for one more active account; locks the tariff until the transaction ends if it is limited.</summary>
    public async Task RequireOneAsync(long tariffId, CancellationToken cancellationToken)
    {
        // The lock first, the count second: whoever held the lock has committed by the time the count looks.
        if (await tariffs.LockQuotaAsync(tariffId, cancellationToken) is not { MaxAccounts: { } max } tariff)
        {
            return;
        }

        if (await accounts.CountPlacesTakenAsync(tariffId, cancellationToken) >= max)
        {
            throw AccountErrors.LimitReached(tariff.Name, max);
        }
    }
}
