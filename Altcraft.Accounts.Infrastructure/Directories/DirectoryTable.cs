using Altcraft.Accounts.Application.Directories;
using Altcraft.Accounts.Domain.Directories;

namespace Altcraft.Accounts.Infrastructure.Directories;

/// <summary>
/// The table of one kind of directory item. Its statements are composed once from the names of the item's fields, which are also its
/// columns. Derived classes are found and registered automatically.
/// </summary>
internal abstract class DirectoryTable<TItem>
    where TItem : DirectoryItem, new()
{
    /// <param name="uses">
    /// A condition in SQL: whether the account <c>a</c> uses the item <c>@id</c>. By default no account uses an item.
    /// </param>
    /// <param name="isUniqueInKind">Whether items of another kind may have the same name.</param>
    protected DirectoryTable(string name, string uses = "false", bool isUniqueInKind = false)
    {
        string[] fields = [.. new TItem().Fields().Select(field => field.Key)];
        var columns = string.Join(", ", fields);
        var select = $"select id, version, {columns} from {name}";
        var ofKind = fields.Contains("kind") ? " and (@kind::text is null or kind = @kind)" : string.Empty;
        var matching = $"from {name} where (@SearchKey::text is null or strpos(name_key, @SearchKey) > 0)";

        FindById = $"{select} where id = @Id{ofKind}";
        FindByName = $"{select} where name_key = @NameKey{ofKind}";
        FindAll = $"select id, version, {columns}, name_key from {name} where id = any (@ids) or name_key = any (@nameKeys)";
        FindForChange = $"{select} where id = @id for update";
        Insert = $"""
            insert into {name} (name_key, {columns})
            values (@name_key, {string.Join(", ", fields.Select(field => "@" + field))})
            returning id
            """;
        Update = $"""
            update {name}
            set name_key = case when name_key <> @name_key and name = @name
                    and exists (select from {name} other where other.name_key = @name_key{(isUniqueInKind ? " and other.kind = @kind" : string.Empty)}) then name_key else @name_key end,
                {string.Join(", ", fields.Select(field => $"{field} = @{field}"))},
                version = version + 1, updated_at = now()
            where id = @id
            """;
        Delete = $"delete from {name} where id = @id";
        CountUses = $"""
            select count(*) as total, count(a.deleted_at) as deleted, array(
                select a.id from accounts a where ({uses}) and a.deleted_at is not null order by a.id limit @MaxDeletedIds) as deleted_ids
            from accounts a where {uses}
            """;
        Page = $"select id, version, {columns} {matching} and id >= @FromId order by id limit @Limit";
        Count = $"select count(*) {matching}";
    }

    /// <summary>By <c>@Id</c>, and by <c>@kind</c> unless it is null.</summary>
    public string FindById { get; }

    /// <summary>By <c>@NameKey</c>, and by <c>@kind</c> unless it is null.</summary>
    public string FindByName { get; }

    /// <summary>By <c>@ids</c> or <c>@nameKeys</c>; also returns <c>name_key</c>.</summary>
    public string FindAll { get; }

    /// <summary>By <c>@id</c>, with a lock that prevents new uses of the item.</summary>
    public string FindForChange { get; }

    /// <summary>Takes <c>@name_key</c> and a parameter for each field; returns the new ID.</summary>
    public string Insert { get; }

    /// <summary>
    /// Takes <c>@id</c>, <c>@name_key</c> and a parameter for each field; increments the version. An old name whose key would now be that of
    /// another item keeps the key that it has (decision 0023).
    /// </summary>
    public string Update { get; }

    /// <summary>By <c>@id</c>.</summary>
    public string Delete { get; }

    /// <summary>
    /// By <c>@id</c>; returns <c>total</c>, <c>deleted</c>, and the first <c>@MaxDeletedIds</c> of the deleted ones as <c>deleted_ids</c>.
    /// </summary>
    public string CountUses { get; }

    /// <summary>Takes a <see cref="DirectoryFilter"/>.</summary>
    public string Page { get; }

    /// <summary>Counts the rows with <c>@SearchKey</c> in their name.</summary>
    public string Count { get; }
}
