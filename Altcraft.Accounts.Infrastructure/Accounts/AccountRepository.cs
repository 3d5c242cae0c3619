using Altcraft.Accounts.Application.Accounts;
using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Domain.Accounts;
using Altcraft.Accounts.Infrastructure.Audit;
using Altcraft.Accounts.Infrastructure.Database;
using Altcraft.Accounts.Infrastructure.Reads;

namespace Altcraft.Accounts.Infrastructure.Accounts;

internal sealed class AccountRepository(
    DbSession session,
    ReadSessions reads,
    AccountLookups lookups,
    AccountWriter writer,
    RequestContext context,
    TimeProvider clock) : IAccountRepository
{
    // Alone, the handler has read the tariff itself. Otherwise it may come from a cache, where it can still be unlimited.
    private bool IsQuotaChecked => session.IsAlone || session.HasReservedQuota;

    public async Task<Account?> FindAsync(long id, CancellationToken cancellationToken) =>
        await lookups.FindAsync(id, cancellationToken) is { IsDeleted: false } account ? account : null;

    public async Task<Account?> FindByNameAsync(string nameKey, CancellationToken cancellationToken)
    {
        // An account that is missing on a standby may be new.
        return await reads.ReadAsync(FindAsync) ?? (reads.HasStandby ? await FindAsync(session) : null);

        Task<Account?> FindAsync(DbSession from) =>
            FindOneAsync(from, "a.name_key = @nameKey and a.deleted_at is null", new { nameKey }, cancellationToken);
    }

    public Task<Account?> FindForChangeAsync(long id, CancellationToken cancellationToken) => session.CanBatch
        ? lookups.FindOnPrimaryAsync(id, cancellationToken)
        : FindOneAsync(session, "a.id = @id for no key update of a", new { id }, cancellationToken);

    public async Task<long> AddAsync(Account account, AuditRecord record, CancellationToken cancellationToken)
    {
        var write = Write(account, record);
        if (session.CanBatch)
        {
            return await writer.CreateAsync(write, cancellationToken) ?? throw new ConcurrencyConflictException();
        }

        var statement = IsQuotaChecked ? AccountStatements.CreateAlone : AccountStatements.Create;
        return await StoreAloneAsync<(string, long Id)>(statement, write, cancellationToken) is [var stored]
            ? stored.Id
            : throw new ConcurrencyConflictException();
    }

    public async Task UpdateAsync(Account account, AuditRecord record, CancellationToken cancellationToken)
    {
        var write = Write(account, record);
        var isStored = session.CanBatch
            ? await writer.UpdateAsync(write, cancellationToken)
            : (await StoreAloneAsync<long>(IsQuotaChecked ? AccountStatements.UpdateAlone : AccountStatements.Update, write, cancellationToken)).Count > 0;
        if (!isStored)
        {
            throw new ConcurrencyConflictException();
        }
    }

    public Task<int> CountActiveAsync(long tariffId, CancellationToken cancellationToken)
    {
        const string Sql = "select count(*)::int from accounts where tariff_id = @tariffId and is_active and deleted_at is null";
        return session.SingleAsync<int>(Sql, new { tariffId }, cancellationToken);
    }

    public async Task<Page<Account>> ListAsync(AccountFilter filter, CancellationToken cancellationToken)
    {
        if (!filter.IsSearch)
        {
            return await reads.ReadAsync(from => ListAsync(from, filter, cancellationToken));
        }

        return await reads.SearchAsync(
            async from =>
            {
                var all = new AccountFilter { FromId = 1, Limit = 1 };
                if (filter.SearchKey is { } key && !LikePattern.HasTrigram(key) && await CountAsync(from, all, cancellationToken) > LikePattern.FewRows)
                {
                    throw new AccountsException(Failure.IncorrectRequest, AccountErrors.SearchTooShort());
                }

                return await ListAsync(from, filter, cancellationToken);
            },
            $"search for {(filter.SearchKey is null ? "a part" : "a longer part")} of the name or title, or filter by tariff, is_active or is_frozen.");
    }

    private static async Task<Page<Account>> ListAsync(DbSession from, AccountFilter filter, CancellationToken cancellationToken)
    {
        const string Matching = """
            from accounts a
            where a.deleted_at is null
              and (@SearchPattern::text is null or a.name_key like @SearchPattern or a.title_key like @SearchPattern)
              and (@IsActive::boolean is null or a.is_active = @IsActive)
              and (@IsFrozen::boolean is null or a.is_frozen = @IsFrozen)
              and (@TariffId::bigint is null or a.tariff_id = @TariffId)
              and (@WebVersionPolicyId::bigint is null or a.web_version_policy_id = @WebVersionPolicyId)
              and (@AccountPostgresqlId::bigint is null or a.account_postgresql_id = @AccountPostgresqlId)
              and (@AccountCacheClickhouseId::bigint is null or a.account_cache_clickhouse_id = @AccountCacheClickhouseId)
            """;

        // Not "or": PostgreSQL would not begin with the connector's accounts.
        const string Connected = "and a.id in (select account_id from account_external_data_connectors where connector_id = @ExternalDataConnectorId)";
        const string Rising = "and a.id >= @FromId order by a.id limit @Limit";
        const string Falling = "and a.id <= @FromId order by a.id desc limit @Limit";
        var matching = filter.ExternalDataConnectorId is null ? Matching : $"{Matching} {Connected}";
        var pageSql = $"select {AccountStatements.Selected} {matching} {(filter.IsDescending ? Falling : Rising)}";
        var parameters = new
        {
            filter.FromId,
            filter.Limit,
            filter.IsActive,
            filter.IsFrozen,
            filter.TariffId,
            filter.WebVersionPolicyId,
            filter.AccountPostgresqlId,
            filter.AccountCacheClickhouseId,
            filter.ExternalDataConnectorId,
            SearchPattern = filter.SearchKey is { } key ? LikePattern.Containing(key) : null,
        };
        var accounts = await from.RunAsync(AccountReader.AccountsAsync, pageSql, parameters, cancellationToken);
        var total = filter.IsSearch
            ? await from.SingleAsync<long>($"select count(*) {matching}", parameters, cancellationToken)
            : await CountAsync(from, filter, cancellationToken);
        return new Page<Account>(accounts, total);
    }

    private static Task<long> CountAsync(DbSession from, AccountFilter filter, CancellationToken cancellationToken)
    {
        const string Sql = """
            select coalesce(sum(accounts), 0)::bigint from account_counts
            where (@IsActive::boolean is null or is_active = @IsActive)
              and (@IsFrozen::boolean is null or is_frozen = @IsFrozen)
              and (@TariffId::bigint is null or tariff_id = @TariffId)
            """;
        return from.SingleAsync<long>(Sql, new { filter.IsActive, filter.IsFrozen, filter.TariffId }, cancellationToken);
    }

    private static async Task<Account?> FindOneAsync(
        DbSession from, string where, object parameters, CancellationToken cancellationToken) =>
        (await from.RunAsync(
            AccountReader.AccountsAsync,
            $"select {AccountStatements.SelectedWithConnectors} from accounts a where {where}",
            parameters,
            cancellationToken)).SingleOrDefault();

    private AccountWrite Write(Account account, AuditRecord record) =>
        new(account, AuditRow.Of(record, context), clock.GetUtcNow().UtcDateTime);

    private async Task<IReadOnlyList<T>> StoreAloneAsync<T>(
        AccountStatement statement, AccountWrite write, CancellationToken cancellationToken)
    {
        try
        {
            return await session.ListAsync<T>(statement.Sql, statement.Parameters([write]), cancellationToken);
        }
        catch (AccountsException refusal) when (PostgresErrors.IsNameTaken(refusal))
        {
            throw AccountErrors.NameTaken(write.Account.Settings.Name);
        }
    }
}
