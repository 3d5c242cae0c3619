namespace Usual;

public sealed class DirectoryRepository(Session session)
{
    public Task<long?> FindTariffAsync(string nameKey, CancellationToken ct) =>
        session.FirstAsync<long?>("select id from tariffs where name_key = @nameKey", new { nameKey }, ct);

    public Task<bool> DatabaseExistsAsync(long id, string kind, CancellationToken ct) =>
        session.FirstAsync<bool>("select exists (select 1 from databases where id = @id and kind = @kind)", new { id, kind }, ct);

    public Task<int> CountConnectorsAsync(IReadOnlyList<long> ids, CancellationToken ct) =>
        session.FirstAsync<int>("select count(*)::int from external_data_connectors where id = any(@ids)", new { ids = ids.ToArray() }, ct);
}
