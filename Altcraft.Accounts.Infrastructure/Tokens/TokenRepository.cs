using Altcraft.Accounts.Application.Tokens;
using Altcraft.Accounts.Domain.Tokens;
using Altcraft.Accounts.Infrastructure.Database;

namespace Altcraft.Accounts.Infrastructure.Tokens;

internal sealed class TokenRepository(DbSession session) : ITokenRepository
{
    private const string Columns = "id, name, prefix, scopes, created_at, created_by, expires_at, revoked_at, last_used_at";

    public Task<ApiToken?> FindByHashAsync(byte[] hash, CancellationToken cancellationToken)
    {
        const string Sql = $"select {Columns} from tokens where hash = @hash";
        return session.SingleOrDefaultAsync<ApiToken>(Sql, new { hash }, cancellationToken);
    }

    public Task<long> AddAsync(ApiToken token, byte[] hash, CancellationToken cancellationToken)
    {
        const string Sql = """
            insert into tokens (name, prefix, hash, scopes, created_by, expires_at)
            values (@Name, @Prefix, @hash, @Scopes, @CreatedBy, @ExpiresAt)
            returning id
            """;
        return session.SingleAsync<long>(
            Sql,
            new { token.Name, token.Prefix, hash, Scopes = token.Scopes.ToArray(), token.CreatedBy, token.ExpiresAt },
            cancellationToken);
    }

    public Task LockAsync(CancellationToken cancellationToken)
    {
        // Tokens are never deleted, so the first one is the same for everybody.
        const string Sql = "select id from tokens order by id limit 1 for update";
        return session.ExecuteAsync(Sql, null, cancellationToken);
    }

    public Task<IReadOnlyList<ApiToken>> FindAsync(long id, bool withCreated, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            with recursive found (id) as (
                select @id::bigint
                union
                select made.id from tokens made join found on made.created_by = found.id where @withCreated
            )
            select {Columns} from tokens where id in (select id from found) order by id
            """;
        return session.ListAsync<ApiToken>(Sql, new { id, withCreated }, cancellationToken);
    }

    public Task<int> CountActiveAsync(CancellationToken cancellationToken)
    {
        const string Sql = "select count(*)::int from tokens where revoked_at is null and (expires_at is null or expires_at > now())";
        return session.SingleAsync<int>(Sql, null, cancellationToken);
    }

    public Task<int> CountOtherAllPowerfulAsync(IReadOnlyCollection<long> ids, bool isLasting, CancellationToken cancellationToken)
    {
        const string Sql = """
            select count(*)::int from tokens
            where '*' = any (scopes) and revoked_at is null and (expires_at is null or (not @isLasting and expires_at > now()))
              and id <> all (@ids)
            """;
        return session.SingleAsync<int>(Sql, new { ids = ids.ToArray(), isLasting }, cancellationToken);
    }

    public Task RevokeAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
    {
        const string Sql = "update tokens set revoked_at = now() where id = any (@ids) and revoked_at is null";
        return session.ExecuteAsync(Sql, new { ids = ids.ToArray() }, cancellationToken);
    }

    public Task NoteUseAsync(long id, CancellationToken cancellationToken)
    {
        // Skipped when another request holds the row, because that request records the same minute.
        const string Sql = """
            update tokens set last_used_at = now()
            where id = (
                select id from tokens
                where id = @id and (last_used_at is null or last_used_at <= now() - interval '1 minute')
                for no key update skip locked)
            """;
        return session.ExecuteAsync(Sql, new { id }, cancellationToken);
    }

    public async Task<Page<ApiToken>> ListAsync(long fromId, int limit, CancellationToken cancellationToken)
    {
        const string PageSql = $"select {Columns} from tokens where id >= @fromId order by id limit @limit";
        const string CountSql = "select count(*) from tokens";
        var tokens = await session.ListAsync<ApiToken>(PageSql, new { fromId, limit }, cancellationToken);
        var total = await session.SingleAsync<long>(CountSql, null, cancellationToken);
        return new Page<ApiToken>(tokens, total);
    }
}
