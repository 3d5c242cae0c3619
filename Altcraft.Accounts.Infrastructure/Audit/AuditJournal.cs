using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Infrastructure.Database;
using Altcraft.Accounts.Infrastructure.Reads;

namespace Altcraft.Accounts.Infrastructure.Audit;

internal sealed class AuditJournal(DbSession session, ReadSessions reads, RequestContext context) : IAuditJournal
{
    public Task AppendAsync(AuditRecord record, CancellationToken cancellationToken)
    {
        // "select", not "values": where Citus distributes the journal, it would commit the record before the change, and not together with it.
        const string Sql = """
            insert into audit_entries (token_id, token_name, address, request_id, action, object_type, object_id, changes)
            select @TokenId, @TokenName, @Address, @RequestId, @Action, @ObjectType, @ObjectId, convert_from(@Changes, 'UTF8')::jsonb
            """;
        return session.ExecuteAsync(Sql, AuditRow.Of(record, context), cancellationToken);
    }

    public Task<Page<StoredAuditRecord>> ListAsync(AuditFilter filter, CancellationToken cancellationToken) =>
        reads.SearchAsync(
            from => ListAsync(from, filter, cancellationToken),
            "filter by object_type and object_id, by action or token_id, or by a shorter period with since and until.");

    private static async Task<Page<StoredAuditRecord>> ListAsync(DbSession from, AuditFilter filter, CancellationToken cancellationToken)
    {
        const string Matching = """
            from audit_entries
            where (@ObjectType::text is null or object_type = @ObjectType)
              and (@ObjectId::bigint is null or object_id = @ObjectId)
              and (@Action::text is null or action = @Action)
              and (@TokenId::bigint is null or token_id = @TokenId)
              and (@Since::timestamptz is null or at >= @Since)
              and (@Until::timestamptz is null or at < @Until)
            """;
        const string All = $"select id, at, token_id, token_name, address, request_id, action, object_type, object_id, changes {Matching}";
        const string RisingSql = $"{All} and id >= @FromId order by id limit @Limit";
        const string FallingSql = $"{All} and id <= @FromId order by id desc limit @Limit";
        const string CountSql = $"select count(*) {Matching}";
        var records = await from.ListAsync<StoredAuditRecord>(filter.IsDescending ? FallingSql : RisingSql, filter, cancellationToken);
        var total = await from.SingleAsync<long>(CountSql, filter, cancellationToken);
        return new Page<StoredAuditRecord>(records, total);
    }
}
