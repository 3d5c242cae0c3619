using Altcraft.Accounts.Application.DirectoryEntries;
using Altcraft.Accounts.Application.ExternalDataConnectors;
using Altcraft.Accounts.Domain.Common;
using Altcraft.Accounts.Domain.ExternalDataConnectors;
using Altcraft.Accounts.Infrastructure.Database;
using Altcraft.Accounts.Infrastructure.DirectoryEntries;

namespace Altcraft.Accounts.Infrastructure.ExternalDataConnectors;

/// <inheritdoc cref="IExternalDataConnectorRepository"/>
internal sealed class ExternalDataConnectorRepository(DbSession session) : DirectoryRepository<ExternalDataConnector, DataSourceRow>(session, Statements, EntryKind.ExternalDataConnector), IExternalDataConnectorRepository
{
    private const string Columns = "id, name, description, version, kind, host, port, database, username, secret_ref";

    private const string Matching = "from external_data_connectors where (@SearchKey::text is null or strpos(name_key, @SearchKey) > 0)";

    private static readonly DirectoryStatements Statements = new(
        FindById: $"select {Columns} from external_data_connectors where id = @id",
        FindForChange: $"select {Columns} from external_data_connectors where id = @id for update",
        Insert: """
            insert into external_data_connectors (name, name_key, description, kind, host, port, database, username, secret_ref)
            values (@Name, @nameKey, @Description, @Kind, @Host, @Port, @Database, @Username, @SecretRef)
            returning id
            """,
        Update: """
            update external_data_connectors
            set name = @Name, name_key = @nameKey, description = @Description, host = @Host, port = @Port, database = @Database, username = @Username, secret_ref = @SecretRef,
                version = version + 1, updated_at = now()
            where id = @Id
            """,
        Delete: "delete from external_data_connectors where id = @id",
        CountUses: """
            select count(*) as total, count(a.deleted_at) as deleted, array(
                select a.id from account_external_data_connectors c join accounts a on a.id = c.account_id
                where c.connector_id = @id and a.deleted_at is not null order by a.id limit @MostNamed) as deleted_ids
            from account_external_data_connectors c
            join accounts a on a.id = c.account_id
            where c.connector_id = @id
            """,
        Page: $"select {Columns} {Matching} and id >= @FromId order by id limit @Limit",
        Count: $"select count(*) {Matching}");

    public async Task<FoundEntries<ExternalDataConnector>> FindAllAsync(
        IReadOnlyList<EntityReference> references, CancellationToken cancellationToken)
    {
        const string Sql = $"select {Columns} from external_data_connectors where id = any (@ids) or name_key = any (@nameKeys)";
        var ids = references.Where(reference => reference.Name is null).Select(reference => reference.Id).ToArray();
        var nameKeys = references.Select(reference => reference.NameKey).OfType<string>().ToArray();
        var rows = await Session.ListAsync<DataSourceRow>(Sql, new { ids, nameKeys }, cancellationToken);
        return new FoundEntries<ExternalDataConnector>([.. rows.Select(ToEntry)]);
    }

    protected override ExternalDataConnector ToEntry(DataSourceRow row) => row.To<ExternalDataConnector>();

    protected override object Parameters(ExternalDataConnector entry, string nameKey) => new
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
