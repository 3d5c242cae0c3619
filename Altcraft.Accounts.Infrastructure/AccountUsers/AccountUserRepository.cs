using Altcraft.Accounts.Application.AccountUsers;
using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Domain.AccountUsers;
using Altcraft.Accounts.Infrastructure.Audit;
using Altcraft.Accounts.Infrastructure.Database;
using Altcraft.Accounts.Infrastructure.Reads;

namespace Altcraft.Accounts.Infrastructure.AccountUsers;

internal sealed class AccountUserRepository(DbSession session, ReadSessions reads, AccountUserWriter writer, RequestContext context)
    : IAccountUserRepository
{
    private const string Undeleted = "exists (select from accounts a where a.id = u.account_id and a.deleted_at is null)";

    public Task<bool> HasAccountAsync(long accountId, CancellationToken cancellationToken) => HasAccountAsync(session, accountId, cancellationToken);

    public async Task<AccountUser?> FindAsync(long accountId, string nameKey, CancellationToken cancellationToken)
    {
        // A user that is missing on a standby may be new.
        return await reads.ReadAsync(FindAsync) ?? (reads.HasStandby ? await FindAsync(session) : null);

        Task<AccountUser?> FindAsync(DbSession from) => from.SingleOrDefaultAsync<AccountUser>(
            $"""
            select {AccountUserStatements.Selected}, w.sent_at as last_welcome_at
            from account_users u left join welcome_mails w using (account_id, name_key)
            where u.account_id = @accountId and u.name_key = @nameKey and {Undeleted}
            """,
            new { accountId, nameKey },
            cancellationToken);
    }

    public Task<AccountUser?> FindForChangeAsync(long accountId, string nameKey, CancellationToken cancellationToken) =>
        session.SingleOrDefaultAsync<AccountUser>(
            $"""
            select {AccountUserStatements.Selected} from account_users u
            where u.account_id = @accountId and u.name_key = @nameKey and {Undeleted}
            for no key update
            """,
            new { accountId, nameKey },
            cancellationToken);

    public async Task AddAsync(AccountUser user, AuditRecord record, CancellationToken cancellationToken)
    {
        var write = new AccountUserWrite(user, AuditRow.Of(record, context));
        if (session.CanBatch)
        {
            if (!await writer.AddAsync(write, cancellationToken))
            {
                throw new ConcurrencyConflictException();
            }

            return;
        }

        var parameters = new PositionalParameters(AccountUserStatements.ParametersOfAdd([write]));
        var added = await StoreAsync("name", user, session.ListAsync<(long, string)>(AccountUserStatements.AddAlone, parameters, cancellationToken));
        if (added.Count == 0)
        {
            throw AccountUserErrors.AccountNotFound(user.AccountId);
        }
    }

    public Task UpdateAsync(string nameKey, AccountUser user, CancellationToken cancellationToken)
    {
        var parameters = new PositionalParameters(AccountUserStatements.ParametersOfUpdate(new AccountUserWrite(user, Record: null), nameKey));
        return StoreAsync("new_name", user, session.ExecuteAsync(AccountUserStatements.Update, parameters, cancellationToken));
    }

    public Task DeleteAsync(long accountId, string nameKey, CancellationToken cancellationToken)
    {
        const string Sql = "delete from account_users where account_id = @accountId and name_key = @nameKey";
        return session.ExecuteAsync(Sql, new { accountId, nameKey }, cancellationToken);
    }

    public async Task<Page<AccountUser>?> ListAsync(AccountUserFilter filter, CancellationToken cancellationToken)
    {
        // An account that is missing on a standby may be new.
        return await ReadAsync() ?? (reads.HasStandby ? await ListAsync(session) : null);

        Task<Page<AccountUser>?> ReadAsync() => filter.SearchKey is null
            ? reads.ReadAsync(ListAsync)
            : reads.SearchAsync(ListAsync, "search for a longer part of a name or an address, or filter by active, master or lang.");

        async Task<Page<AccountUser>?> ListAsync(DbSession from) => await HasAccountAsync(from, filter.AccountId, cancellationToken)
            ? await AccountUserLists.PageAsync(from, filter, cancellationToken)
            : null;
    }

    private static Task<bool> HasAccountAsync(DbSession from, long accountId, CancellationToken cancellationToken)
    {
        const string Sql = "select exists (select from accounts where id = @accountId and deleted_at is null)";
        return from.SingleAsync<bool>(Sql, new { accountId }, cancellationToken);
    }

    // The constraint knows only the key of a name, the caller its spelling.
    private static async Task<T> StoreAsync<T>(string field, AccountUser user, Task<T> storing)
    {
        try
        {
            return await storing;
        }
        catch (AccountsException refusal) when (PostgresErrors.IsNameTaken(refusal))
        {
            throw AccountUserErrors.NameTaken(field, user.Name);
        }
    }
}
