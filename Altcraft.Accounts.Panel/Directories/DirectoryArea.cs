using Altcraft.Accounts.Application.Accounts;
using Altcraft.Accounts.Application.Directories;
using Altcraft.Accounts.Domain.Directories;
using Altcraft.Accounts.Panel.Client;

namespace Altcraft.Accounts.Panel.Directories;

/// <summary>A kind of thing that accounts refer to: where it is, what it has, and how it is read and saved. Its titles are texts under its address.</summary>
/// <param name="address">Where its table is, below /panel/.</param>
/// <param name="path">Its endpoints.</param>
/// <param name="fields">What an item has, in the order of the form; the name first.</param>
public abstract class DirectoryArea(string address, string path, IReadOnlyList<DirectoryField> fields)
{
    /// <summary>Where its table is, below /panel/.</summary>
    public string Address => address;

    /// <summary>Its endpoints.</summary>
    public string Path => path;

    /// <summary>What an item has, in the order of the form.</summary>
    public IReadOnlyList<DirectoryField> Fields => fields;

    /// <summary>What the journal calls an item.</summary>
    public abstract string ObjectType { get; }

    /// <summary>Where an item is edited, below /panel/.</summary>
    public string AddressOf(long id) => $"{address}/{id.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>A page of the items, in the order of their IDs.</summary>
    public abstract Task<Page<DirectoryRow>> ListAsync(ApiClient api, string? search, long fromId, int limit, CancellationToken cancellationToken = default);

    /// <summary>Creates an item, or changes the one that was read.</summary>
    /// <returns>Its ID.</returns>
    public abstract Task<long> SaveAsync(ApiClient api, DirectoryRow? before, IReadOnlyDictionary<string, string> values);

    /// <summary>Deletes an item.</summary>
    public abstract Task DeleteAsync(ApiClient api, long id);

    /// <summary>How the accounts that use an item are found; <see langword="null"/> when accounts do not refer to this kind.</summary>
    public abstract AccountsOfItem? AccountsOf(DirectoryRow row);

    /// <summary>The item with an ID, if there is one.</summary>
    public async Task<DirectoryRow?> FindAsync(ApiClient api, long id) =>
        (await ListAsync(api, null, id, 1)).Items.FirstOrDefault(row => row.Id == id);
}

/// <summary>How the accounts that use an item are found.</summary>
/// <param name="Filter">The name of the query's parameter, which is also its name in the address of the table of accounts.</param>
/// <param name="Query">The query.</param>
public sealed record AccountsOfItem(string Filter, ListAccountsQuery Query);

/// <inheritdoc/>
/// <param name="accounts">How the accounts that use an item are found, if accounts refer to this kind.</param>
internal sealed class DirectoryArea<TItem, TCommand, TAnswer>(
    string address,
    string path,
    IReadOnlyList<DirectoryField<TCommand, TAnswer>> fields,
    Func<DirectoryRow, EntityReference, AccountsOfItem>? accounts = null)
    : DirectoryArea(address, path, fields)
    where TItem : DirectoryItem
    where TCommand : SaveDirectoryItemCommand<TItem>, new()
    where TAnswer : DirectoryItemAnswer
{
    public override string ObjectType { get; } = DirectoryKind.Of<TItem>().ObjectType;

    public override async Task<Page<DirectoryRow>> ListAsync(
        ApiClient api, string? search, long fromId, int limit, CancellationToken cancellationToken = default)
    {
        var query = new ListDirectoryItemsQuery<TItem>
        {
            FromId = fromId,
            Limit = limit,
            Search = string.IsNullOrWhiteSpace(search) ? default : (Parameter<string>)search,
        };
        var page = await api.ListAsync<ListDirectoryItemsQuery<TItem>, TAnswer>($"{Path}/list", query, cancellationToken);
        return new([.. page.Items.Select(Row)], page.TotalCount);
    }

    public override async Task<long> SaveAsync(ApiClient api, DirectoryRow? before, IReadOnlyDictionary<string, string> values)
    {
        var command = fields.Aggregate(new TCommand(), (command, field) => field.Write(command, new FieldText(values[field.Name].Trim())));
        if (before is not null)
        {
            command = command with { Id = before.Id, Version = before.Version };
        }

        return (await api.GetAsync<TCommand, SavedIdAnswer>($"{Path}/save", command)).SavedId;
    }

    public override Task DeleteAsync(ApiClient api, long id) =>
        api.DoAsync($"{Path}/delete", new DeleteDirectoryItemCommand<TItem> { Id = id });

    public override AccountsOfItem? AccountsOf(DirectoryRow row) => accounts?.Invoke(row, EntityReference.ById(row.Id));

    private DirectoryRow Row(TAnswer answer) => new(answer.Id, answer.Version, fields.ToDictionary(
        field => field.Name,
        field => Convert.ToString(field.Read(answer), CultureInfo.InvariantCulture) ?? string.Empty));
}
