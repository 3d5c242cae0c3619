using Altcraft.Accounts.Application.DirectoryEntries;
using Altcraft.Accounts.Application.Tariffs;
using Altcraft.Accounts.Domain.Common;
using Altcraft.Accounts.Domain.Tariffs;
using Altcraft.Accounts.Infrastructure.Database;
using Altcraft.Accounts.Infrastructure.DirectoryEntries;

namespace Altcraft.Accounts.Infrastructure.Tariffs;

/// <inheritdoc cref="ITariffRepository"/>
internal sealed class TariffRepository(DbSession session) : DirectoryRepository<Tariff, TariffRepository.Row>(session, Statements, EntryKind.Tariff), ITariffRepository
{
    private const string Columns = "id, name, description, version, max_accounts";

    private const string Matching = "from tariffs where (@SearchKey::text is null or strpos(name_key, @SearchKey) > 0)";

    private static readonly DirectoryStatements Statements = new(
        FindById: $"select {Columns} from tariffs where id = @id",
        FindForChange: $"select {Columns} from tariffs where id = @id for update",
        Insert: """
            insert into tariffs (name, name_key, description, max_accounts)
            values (@Name, @nameKey, @Description, @MaxAccounts)
            returning id
            """,
        Update: """
            update tariffs
            set name = @Name, name_key = @nameKey, description = @Description, max_accounts = @MaxAccounts,
                version = version + 1, updated_at = now()
            where id = @Id
            """,
        Delete: "delete from tariffs where id = @id",
        CountUses: """
            select count(*) as total, count(a.deleted_at) as deleted, array(
                select a.id from accounts a where a.tariff_id = @id and a.deleted_at is not null order by a.id limit @MostNamed) as deleted_ids
            from accounts a where a.tariff_id = @id
            """,
        Page: $"select {Columns} {Matching} and id >= @FromId order by id limit @Limit",
        Count: $"select count(*) {Matching}");

    public Task<Tariff?> FindAsync(EntityReference reference, CancellationToken cancellationToken)
    {
        const string ByName = $"select {Columns} from tariffs where name_key = @NameKey";
        return reference.NameKey is { } nameKey
            ? FindAsync(ByName, new { nameKey }, cancellationToken)
            : FindAsync(Statements.FindById, new { reference.Id }, cancellationToken);
    }

    public Task<Tariff?> LockQuotaAsync(long id, CancellationToken cancellationToken)
    {
        // Does not hinder the foreign keys of accounts that need no quota: they only need the key to stay.
        const string Sql = $"select {Columns} from tariffs where id = @id for no key update";
        return FindAsync(Sql, new { id }, cancellationToken);
    }

    protected override Tariff ToEntry(Row row) => new()
    {
        Id = row.Id,
        Name = row.Name,
        Description = row.Description,
        Version = row.Version,
        MaxAccounts = row.MaxAccounts,
    };

    protected override object Parameters(Tariff entry, string nameKey) => new
    {
        entry.Id,
        entry.Name,
        nameKey,
        entry.Description,
        entry.MaxAccounts,
    };

    internal sealed class Row : EntryRow
    {
        public int? MaxAccounts { get; init; }
    }
}
