using Altcraft.Accounts.Application.DirectoryEntries;
using Altcraft.Accounts.Application.WebVersionPolicies;
using Altcraft.Accounts.Domain.Common;
using Altcraft.Accounts.Domain.WebVersionPolicies;
using Altcraft.Accounts.Infrastructure.Database;
using Altcraft.Accounts.Infrastructure.DirectoryEntries;

namespace Altcraft.Accounts.Infrastructure.WebVersionPolicies;

/// <inheritdoc cref="IWebVersionPolicyRepository"/>
internal sealed class WebVersionPolicyRepository(DbSession session) : DirectoryRepository<WebVersionPolicy, WebVersionPolicyRepository.Row>(session, Statements, EntryKind.WebVersionPolicy), IWebVersionPolicyRepository
{
    private const string Columns = "id, name, description, version, retention_days";

    private const string Matching = "from web_version_policies where (@SearchKey::text is null or strpos(name_key, @SearchKey) > 0)";

    private static readonly DirectoryStatements Statements = new(
        FindById: $"select {Columns} from web_version_policies where id = @id",
        FindForChange: $"select {Columns} from web_version_policies where id = @id for update",
        Insert: """
            insert into web_version_policies (name, name_key, description, retention_days)
            values (@Name, @nameKey, @Description, @RetentionDays)
            returning id
            """,
        Update: """
            update web_version_policies
            set name = @Name, name_key = @nameKey, description = @Description, retention_days = @RetentionDays,
                version = version + 1, updated_at = now()
            where id = @Id
            """,
        Delete: "delete from web_version_policies where id = @id",
        CountUses: """
            select count(*) as total, count(a.deleted_at) as deleted, array(
                select a.id from accounts a where a.web_version_policy_id = @id and a.deleted_at is not null order by a.id limit @MostNamed) as deleted_ids
            from accounts a where a.web_version_policy_id = @id
            """,
        Page: $"select {Columns} {Matching} and id >= @FromId order by id limit @Limit",
        Count: $"select count(*) {Matching}");

    public Task<WebVersionPolicy?> FindAsync(EntityReference reference, CancellationToken cancellationToken)
    {
        const string ByName = $"select {Columns} from web_version_policies where name_key = @NameKey";
        return reference.NameKey is { } nameKey
            ? FindAsync(ByName, new { nameKey }, cancellationToken)
            : FindAsync(Statements.FindById, new { reference.Id }, cancellationToken);
    }

    protected override WebVersionPolicy ToEntry(Row row) => new()
    {
        Id = row.Id,
        Name = row.Name,
        Description = row.Description,
        Version = row.Version,
        RetentionDays = row.RetentionDays,
    };

    protected override object Parameters(WebVersionPolicy entry, string nameKey) => new
    {
        entry.Id,
        entry.Name,
        nameKey,
        entry.Description,
        entry.RetentionDays,
    };

    internal sealed class Row : EntryRow
    {
        public int? RetentionDays { get; init; }
    }
}
