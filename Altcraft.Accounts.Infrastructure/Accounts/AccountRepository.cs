using System.Globalization;
using Altcraft.Accounts.Application.Accounts;
using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Accounts;
using Altcraft.Accounts.Domain.Common;
using Altcraft.Accounts.Infrastructure.Audit;
using Altcraft.Accounts.Infrastructure.Database;
using Altcraft.Accounts.Infrastructure.Standby;

namespace Altcraft.Accounts.Infrastructure.Accounts;

/// <inheritdoc/>
internal sealed class AccountRepository(
    DbSession session,
    StandbyReads reads,
    StandbyLookup anywhere,
    AccountLookup lookup,
    AccountCreation creation,
    AccountUpdate update,
    RequestContext context) : IAccountRepository
{
    public async Task<Account?> FindAsync(long id, CancellationToken cancellationToken) =>
        await anywhere.FindAsync(id, cancellationToken) is { DeletedAt: null } row ? row.ToAccount() : null;

    public async Task<Account?> FindByNameAsync(string nameKey, CancellationToken cancellationToken)
    {
        const string Sql = $"select {AccountRow.WithConnectors} from accounts a where a.name_key = @nameKey and a.deleted_at is null";
        Task<AccountRow?> FindAsync(DbSession from) => from.SingleOrDefaultAsync<AccountRow>(Sql, new { nameKey }, cancellationToken);

        // One that a standby does not know may be too new for it.
        var row = await reads.RunAsync(FindAsync) ?? (reads.AreElsewhere ? await FindAsync(session) : null);
        return row?.ToAccount();
    }

    public async Task<Account?> FindForChangeAsync(long id, CancellationToken cancellationToken)
    {
        const string Sql = $"select {AccountRow.WithConnectors} from accounts a where a.id = @id for no key update of a";
        var row = session.CanJoin
            ? await lookup.FindAsync(id, cancellationToken)
            : await session.SingleOrDefaultAsync<AccountRow>(Sql, new { id }, cancellationToken);
        return row?.ToAccount();
    }

    public async Task<long> AddAsync(Account account, AuditEntry entry, CancellationToken cancellationToken)
    {
        var write = new AccountWrite(account, AuditRow.Of(entry, context)) { HasPlace = !session.CanJoin };
        try
        {
            if (session.CanJoin)
            {
                return await creation.StoreAsync(write, cancellationToken) ?? throw new LostRaceException();
            }

            session.Enter(write.Entry);

            // Not given back: when the database goes away, this request is let go before its statement is.
            var row = AccountCreation.One.Bind(write);
            return await session.SingleOrDefaultAsync<long?>(AccountCreation.One.Sql, row, cancellationToken)
                ?? throw new AccountsException(Failure.IncorrectRequest, AccountErrors.ReferenceNotFound("tariff", write.TariffId.ToString(CultureInfo.InvariantCulture)));
        }
        catch (AccountsException refusal) when (PostgresErrors.IsNameTaken(refusal))
        {
            throw AccountErrors.NameTaken(account.Settings.Name);
        }
    }

    public async Task UpdateAsync(Account account, AuditEntry entry, CancellationToken cancellationToken)
    {
        var write = new AccountWrite(account, AuditRow.Of(entry, context));
        try
        {
            var isStored = session.CanJoin && IsPlain(entry)
                ? await update.StoreAsync(write, cancellationToken)
                : await StoreAloneAsync(write, cancellationToken);
            if (!isStored)
            {
                throw new LostRaceException();
            }
        }
        catch (AccountsException refusal) when (PostgresErrors.IsNameTaken(refusal))
        {
            throw AccountErrors.NameTaken(account.Settings.Name);
        }
    }

    public Task<int> CountPlacesTakenAsync(long tariffId, CancellationToken cancellationToken)
    {
        const string Sql = "select count(*)::int from accounts where tariff_id = @tariffId and is_active and deleted_at is null";
        return session.SingleAsync<int>(Sql, new { tariffId }, cancellationToken);
    }

    public Task<Page<Account>> ListAsync(AccountFilter filter, CancellationToken cancellationToken) =>
        reads.RunAsync(from => ListAsync(from, filter, cancellationToken));

    private static async Task<Page<Account>> ListAsync(DbSession from, AccountFilter filter, CancellationToken cancellationToken)
    {
        const string Matching = """
            from accounts a
            where a.deleted_at is null
              and (@SearchPattern::text is null or a.name_key like @SearchPattern or a.title_key like @SearchPattern)
              and (@IsActive::boolean is null or a.is_active = @IsActive)
              and (@IsFrozen::boolean is null or a.is_frozen = @IsFrozen)
              and (@TariffId::bigint is null or a.tariff_id = @TariffId)
            """;
        const string PageSql = $"select {AccountRow.Columns} {Matching} and a.id >= @FromId order by a.id limit @Limit";
        const string SearchCountSql = $"select count(*) {Matching}";
        const string CountSql = """
            select coalesce(sum(accounts), 0)::bigint from account_counts
            where (@IsActive::boolean is null or is_active = @IsActive)
              and (@IsFrozen::boolean is null or is_frozen = @IsFrozen)
              and (@TariffId::bigint is null or tariff_id = @TariffId)
            """;
        var parameters = new
        {
            filter.FromId,
            filter.Limit,
            filter.IsActive,
            filter.IsFrozen,
            filter.TariffId,
            SearchPattern = filter.SearchKey is { } key ? LikePattern.Containing(key) : null,
        };
        var rows = await from.ListAsync<AccountRow>(PageSql, parameters, cancellationToken);
        var total = await from.SingleAsync<long>(filter.SearchKey is null ? CountSql : SearchCountSql, parameters, cancellationToken);
        return new Page<Account>([.. rows.Select(row => row.ToAccount())], total);
    }

    private async Task<bool> StoreAloneAsync(AccountWrite write, CancellationToken cancellationToken)
    {
        session.Enter(write.Entry);
        var row = AccountUpdate.One.Bind(write);
        return await session.SingleOrDefaultAsync<long?>(AccountUpdate.One.Sql, row, cancellationToken) is not null;
    }

    // A batch must not fail because of one of its rows: whatever a constraint may refuse goes alone.
    private static bool IsPlain(AuditEntry entry) =>
        entry.Changes.All(change => change.Field is not ("name" or "tariff" or "external_data_connectors" or "is_deleted"));
}
