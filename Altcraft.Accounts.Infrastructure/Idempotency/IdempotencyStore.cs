using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Altcraft.Accounts.Application.Pipeline;
using Altcraft.Accounts.Infrastructure.Database;

namespace Altcraft.Accounts.Infrastructure.Idempotency;

internal sealed class IdempotencyStore(DbSession session) : IIdempotencyStore
{
    public async Task<StoredResponse?> ClaimAsync(IdempotencyKey key, CancellationToken cancellationToken)
    {
        // All replicas see an advisory lock at once, and a crash releases it. A row for "running" would remain.
        const string ClaimSql = "select pg_try_advisory_xact_lock(@claim)";
        const string FindSql = """
            select fingerprint, request_id, saved_id, data::text from idempotency_keys
            where token_id = @TokenId and path = @Path and key = @Key and created_at > now() - interval '24 hours'
              -- Earlier versions also stored failures.
              and failure = 0
            -- So the commit waits for the synchronous standby, if there is one: the change itself may not be confirmed yet.
            for update
            """;
        if (!await session.SingleAsync<bool>(ClaimSql, new { claim = ClaimNumber(key) }, cancellationToken))
        {
            throw new AccountsException(Failure.Conflict, new Error(
                null, ErrorCodes.Conflict, $"A request with the Idempotency-Key {Quoted.Of(key.Key)} is still running: send it again in a moment."))
            {
                RetryAfter = AccountsException.DefaultRetryAfter,
            };
        }

        // A separate statement: its snapshot must be newer than the lock to see a row that was just committed.
        return await session.SingleOrDefaultAsync<StoredResponse>(FindSql, new { key.TokenId, key.Path, key.Key }, cancellationToken);
    }

    public Task StoreAsync(IdempotencyKey key, StoredResponse response, CancellationToken cancellationToken)
    {
        const string Sql = """
            insert into idempotency_keys (token_id, path, key, fingerprint, request_id, saved_id, data, failure, errors)
            values (@TokenId, @Path, @Key, @Fingerprint, @RequestId, @SavedId, @Data::jsonb, 0, '[]')
            on conflict (token_id, path, key) do update set
                fingerprint = excluded.fingerprint, request_id = excluded.request_id, saved_id = excluded.saved_id, data = excluded.data,
                failure = excluded.failure, errors = excluded.errors, created_at = excluded.created_at
            """;
        return session.ExecuteAsync(
            Sql,
            new { key.TokenId, key.Path, key.Key, response.Fingerprint, response.RequestId, response.SavedId, response.Data },
            cancellationToken);
    }

    private static long ClaimNumber(IdempotencyKey key) => BinaryPrimitives.ReadInt64BigEndian(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{key.TokenId} {key.Path} {key.Key}")));
}
