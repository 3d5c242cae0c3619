using Altcraft.Accounts.Application.Directories;
using Altcraft.Accounts.Domain.Directories;
using Altcraft.Accounts.Infrastructure.Database;

namespace Altcraft.Accounts.Infrastructure.Directories;

internal sealed class DirectoryRepository<TItem>(DbSession session, DirectoryTable<TItem> table) : IDirectoryRepository<TItem>
    where TItem : DirectoryItem, new()
{
    public Task<TItem?> FindAsync(EntityReference reference, string? kind, CancellationToken cancellationToken) =>
        reference.NameKey is { } nameKey
            ? session.SingleOrDefaultAsync<TItem>(table.FindByName, new { NameKey = nameKey, kind }, cancellationToken)
            : session.SingleOrDefaultAsync<TItem>(table.FindById, new { reference.Id, kind }, cancellationToken);

    public async Task<IReadOnlyDictionary<EntityReference, TItem>> FindAllAsync(
        IReadOnlyCollection<EntityReference> references, CancellationToken cancellationToken)
    {
        var keys = references.Distinct().Select(reference => (Reference: reference, reference.NameKey)).ToList();
        var ids = keys.Where(key => key.NameKey is null).Select(key => key.Reference.Id).ToArray();
        var nameKeys = keys.Select(key => key.NameKey).OfType<string>().ToArray();
        var found = (await session.RunAsync(
            (connection, command) => connection.QueryAsync<TItem, string, (TItem Item, string NameKey)>(command, ValueTuple.Create, "name_key"),
            table.FindAll,
            new { ids, nameKeys },
            cancellationToken)).AsList();

        var byId = found.ToDictionary(row => row.Item.Id, row => row.Item);
        var byName = found.ToDictionary(row => row.NameKey, row => row.Item);
        return keys
            .Select(key => (key.Reference, Item: key.NameKey is null ? byId.GetValueOrDefault(key.Reference.Id) : byName.GetValueOrDefault(key.NameKey)))
            .Where(found => found.Item is not null)
            .ToDictionary(found => found.Reference, found => found.Item!);
    }

    public Task<TItem?> FindForChangeAsync(long id, CancellationToken cancellationToken) =>
        session.SingleOrDefaultAsync<TItem>(table.FindForChange, new { id }, cancellationToken);

    public Task<long> AddAsync(TItem item, CancellationToken cancellationToken) =>
        NamedAsync(item, session.SingleAsync<long>(table.Insert, Parameters(item), cancellationToken));

    public Task UpdateAsync(TItem item, CancellationToken cancellationToken) =>
        NamedAsync(item, session.ExecuteAsync(table.Update, Parameters(item), cancellationToken));

    public Task DeleteAsync(long id, CancellationToken cancellationToken) => session.ExecuteAsync(table.Delete, new { id }, cancellationToken);

    public async Task<UseCount> CountUsesAsync(long id, CancellationToken cancellationToken)
    {
        var row = await session.SingleAsync<UseCountRow>(table.CountUses, new { id, UseCount.MaxDeletedIds }, cancellationToken);
        return new UseCount(row.Total, row.Deleted, row.DeletedIds);
    }

    public async Task<Page<TItem>> ListAsync(DirectoryFilter filter, CancellationToken cancellationToken)
    {
        var items = await session.ListAsync<TItem>(table.Page, filter, cancellationToken);
        var total = await session.SingleAsync<long>(table.Count, filter, cancellationToken);
        return new Page<TItem>(items, total);
    }

    private static DynamicParameters Parameters(TItem item)
    {
        var parameters = new DynamicParameters(item.Fields());
        parameters.Add("id", item.Id);
        parameters.Add("name_key", TextKey.Of(item.Name));
        return parameters;
    }

    // PostgreSQL knows neither the spelling of the name nor the name of the kind.
    private static async Task<T> NamedAsync<T>(TItem item, Task<T> stored)
    {
        try
        {
            return await stored;
        }
        catch (AccountsException refusal) when (PostgresErrors.IsNameTaken(refusal))
        {
            throw DirectoryErrors.NameTaken(DirectoryKind.Of<TItem>().Noun, item.Name);
        }
    }

    private sealed class UseCountRow
    {
        public long Total { get; init; }

        public long Deleted { get; init; }

        public long[] DeletedIds { get; init; } = [];
    }
}
