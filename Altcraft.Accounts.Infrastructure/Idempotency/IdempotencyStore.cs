using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Application.Pipeline;
using Altcraft.Accounts.Domain.Common;
using Altcraft.Accounts.Infrastructure.Database;

namespace Altcraft.Accounts.Infrastructure.Idempotency;

/// <inheritdoc/>
internal sealed class IdempotencyStore(DbSession session) : IIdempotencyStore
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    public async Task<IdempotencyOutcome?> ClaimAsync(IdempotencyKey key, CancellationToken cancellationToken)
    {
        // An advisory lock is seen by every replica at once, and a crash lets it go: a row for "running" would stay behind.
        const string ClaimSql = "select pg_try_advisory_xact_lock(@claim)";
        const string FindSql = """
            select fingerprint, request_id, failure, errors, saved_id from idempotency_keys
            where token_id = @TokenId and path = @Path and key = @Key and created_at > now() - interval '24 hours'
            """;
        if (!await session.SingleAsync<bool>(ClaimSql, new { claim = ClaimNumber(key) }, cancellationToken))
        {
            throw new AccountsException(Failure.Conflict, new Error(
                null, ErrorCodes.Conflict, $"A request with the Idempotency-Key {Quoted.Of(key.Key)} is still running: send it again in a moment."))
            {
                RetryAfter = RetryAfter,
            };
        }

        // A statement of its own: its snapshot must be younger than the lock, or the row just committed would be missed.
        return (await session.SingleOrDefaultAsync<Row>(FindSql, new { key.TokenId, key.Path, key.Key }, cancellationToken))?.ToOutcome();
    }

    public Task StoreAsync(IdempotencyKey key, IdempotencyOutcome outcome, CancellationToken cancellationToken)
    {
        const string Sql = """
            insert into idempotency_keys (token_id, path, key, fingerprint, request_id, failure, errors, saved_id)
            values (@TokenId, @Path, @Key, @Fingerprint, @RequestId, @failure, @errors::jsonb, @SavedId)
            on conflict (token_id, path, key) do update set
                fingerprint = excluded.fingerprint, request_id = excluded.request_id, failure = excluded.failure,
                errors = excluded.errors, saved_id = excluded.saved_id, created_at = excluded.created_at
            """;
        return session.ExecuteAsync(
            Sql,
            new
            {
                key.TokenId,
                key.Path,
                key.Key,
                key.Fingerprint,
                outcome.RequestId,
                failure = (int)outcome.Failure,
                errors = StoredJson.Write(outcome.Errors),
                outcome.SavedId,
            },
            cancellationToken);
    }

    private static long ClaimNumber(IdempotencyKey key) => BinaryPrimitives.ReadInt64BigEndian(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{key.TokenId} {key.Path} {key.Key}")));

    private sealed class Row
    {
        public byte[] Fingerprint { get; init; } = [];

        public string RequestId { get; init; } = string.Empty;

        public int Failure { get; init; }

        public string Errors { get; init; } = string.Empty;

        public long? SavedId { get; init; }

        public IdempotencyOutcome ToOutcome() => new()
        {
            Fingerprint = Fingerprint,
            RequestId = RequestId,
            Failure = (Failure)Failure,
            Errors = StoredJson.Read<Error[]>(Errors),
            SavedId = SavedId,
        };
    }
}
