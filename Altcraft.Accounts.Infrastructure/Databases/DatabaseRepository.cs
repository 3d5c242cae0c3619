using Altcraft.Accounts.Application.Databases;
using Altcraft.Accounts.Application.DirectoryEntries;
using Altcraft.Accounts.Domain.Common;
using Altcraft.Accounts.Infrastructure.Database;
using Altcraft.Accounts.Infrastructure.DirectoryEntries;
using DatabaseEntry = Altcraft.Accounts.Domain.Databases.Database;

namespace Altcraft.Accounts.Infrastructure.Databases;

/// <inheritdoc cref="IDatabaseRepository"/>
internal sealed class DatabaseRepository(DbSession session) : DirectoryRepository<DatabaseEntry, DataSourceRow>(session, Statements, EntryKind.Database), IDatabaseRepository
{
    private const string Columns = "id, name, description, version, kind, host, port, database, username, secret_ref";

    private const string Matching = "from databases where (@SearchKey::text is null or strpos(name_key, @SearchKey) > 0)";

    private static readonly DirectoryStatements Statements = new(
        FindById: $"select {Columns} from databases where id = @id",
        FindForChange: $"select {Columns} from databases where id = @id for update",
        Insert: """
            insert into databases (name, name_key, description, kind, host, port, database, username, secret_ref)
            values (@Name, @nameKey, @Description, @Kind, @Host, @Port, @Database, @Username, @SecretRef)
            returning id
            """,
        Update: """
            update databases
            set name = @Name, name_key = @nameKey, description = @Description, host = @Host, port = @Port, database = @Database, username = @Username, secret_ref = @SecretRef,
                version = version + 1, updated_at = now()
            where id = @Id
            """,
        Delete: "delete from databases where id = @id",
        CountUses: """
            select count(*) as total, count(a.deleted_at) as deleted, array(
                select a.id from accounts a where (a.account_postgresql_id = @id or a.account_cache_clickhouse_id = @id) and a.deleted_at is not null order by a.id limit @MostNamed) as deleted_ids
            from accounts a where a.account_postgresql_id = @id or a.account_cache_clickhouse_id = @id
            """,
        Page: $"select {Columns} {Matching} and id >= @FromId order by id limit @Limit",
        Count: $"select count(*) {Matching}");

    public Task<DatabaseEntry?> FindAsync(string kind, EntityReference reference, CancellationToken cancellationToken)
    {
        const string ById = $"select {Columns} from databases where id = @Id and kind = @kind";
        const string ByName = $"select {Columns} from databases where name_key = @nameKey and kind = @kind";
        return reference.NameKey is { } nameKey
            ? FindAsync(ByName, new { nameKey, kind }, cancellationToken)
            : FindAsync(ById, new { reference.Id, kind }, cancellationToken);
    }

    protected override DatabaseEntry ToEntry(DataSourceRow row) => row.To<DatabaseEntry>();

    protected override object Parameters(DatabaseEntry entry, string nameKey) => new
    {
        entry.Id,
        entry.Name,
        nameKey,
        entry.Description,
        entry.Kind,
        entry.Host,
        entry.Port,
        Database = entry.DatabaseName,
        entry.Username,
        entry.SecretRef,
    };
}
