using Altcraft.Accounts.Application.Tariffs;
using Altcraft.Accounts.Domain.Tariffs;
using Altcraft.Accounts.Infrastructure.Database;

namespace Altcraft.Accounts.Infrastructure.Tariffs;

internal sealed class TariffRepository(DbSession session) : ITariffRepository
{
    public Task<Tariff?> LockQuotaAsync(long id, CancellationToken cancellationToken)
    {
        // This lock does not block the foreign keys of accounts that need no quota.
        const string Sql = "select id, name, max_accounts from tariffs where id = @id for no key update";
        session.HasReservedQuota = true;
        return session.SingleOrDefaultAsync<Tariff>(Sql, new { id }, cancellationToken);
    }
}
