using Altcraft.Accounts.Application.Directories;
using Altcraft.Accounts.Application.Tariffs;
using Altcraft.Accounts.Application.WebVersionPolicies;
using Altcraft.Accounts.Domain.Databases;
using Altcraft.Accounts.Domain.Directories;
using Altcraft.Accounts.Domain.ExternalDataConnectors;
using Altcraft.Accounts.Domain.Tariffs;
using Altcraft.Accounts.Domain.WebVersionPolicies;
using Altcraft.Accounts.Panel.Client;

namespace Altcraft.Accounts.Panel.Components;

/// <summary>What an account can refer to: an item of one of the four directories.</summary>
/// <param name="Kind">The database product, for databases and connectors.</param>
public sealed record Reference(long Id, string Name, string? Kind = null)
{
    /// <summary>The name and the ID, as people see them.</summary>
    public override string ToString() => $"{Name} ({Id.ToString(CultureInfo.InvariantCulture)})";
}

/// <summary>Finds the items that accounts can refer to.</summary>
internal static class References
{
    /// <summary>The area of tariffs.</summary>
    public const string Tariffs = "tariffs";

    /// <summary>The area of web-version policies.</summary>
    public const string Policies = "web_version_policies";

    /// <summary>The area of databases.</summary>
    public const string Databases = "databases";

    /// <summary>The area of external data connectors.</summary>
    public const string Connectors = "external_data_connectors";

    /// <summary>The area that a field of an account refers to, if it is a reference.</summary>
    /// <param name="field">The wire name of the field.</param>
    public static string? AreaOf(string field) => field switch
    {
        "tariff" => Tariffs,
        "web_version_policy" => Policies,
        "account_postgresql" or "account_cache_clickhouse" => Databases,
        "external_data_connectors" => Connectors,
        _ => null,
    };

    /// <summary>The item with an ID, if there is one.</summary>
    public static async Task<Reference?> FindReferenceAsync(this ApiClient api, string area, long id, CancellationToken cancellationToken = default) =>
        (await api.ListReferencesAsync(area, null, id, 1, cancellationToken)).FirstOrDefault(found => found.Id == id);

    /// <summary>The first items, in ID order, whose name has a text in it.</summary>
    /// <param name="kind">Only items of this kind, such as <c>postgresql</c>; the service does not filter by it.</param>
    /// <param name="except">IDs that are not wanted.</param>
    public static async Task<IReadOnlyList<Reference>> FindReferencesAsync(
        this ApiClient api, string area, string search, string? kind, IReadOnlyCollection<long> except, int count, CancellationToken cancellationToken)
    {
        var found = new List<Reference>();
        var size = kind is null ? count + except.Count : PageQuery.MaxLimit;
        long from = 1;
        while (found.Count < count && search.Length <= DirectoryItem.MaxNameLength)
        {
            var page = await api.ListReferencesAsync(area, search, from, Math.Min(size, PageQuery.MaxLimit), cancellationToken);
            found.AddRange(page.Where(item => (kind is null || item.Kind == kind) && !except.Contains(item.Id)));
            if (page.Count < size)
            {
                break;
            }

            from = page[^1].Id + 1;
        }

        return found.Take(count).ToList();
    }

    /// <summary>The item whose ID a text is, if it is one of those that are wanted.</summary>
    /// <param name="kind">Only an item of this kind.</param>
    /// <param name="except">IDs that are not wanted.</param>
    public static async Task<Reference?> FindByIdAsync(
        this ApiClient api, string area, string text, string? kind, IReadOnlyCollection<long> except, CancellationToken cancellationToken = default) =>
        EntityReference.IsAllDigits(text) && long.TryParse(text, CultureInfo.InvariantCulture, out var id) && !except.Contains(id)
            && await api.FindReferenceAsync(area, id, cancellationToken) is { } found && (kind is null || found.Kind == kind)
                ? found
                : null;

    /// <summary>The item whose name or ID a text is. No name is all digits.</summary>
    /// <param name="kind">Only an item of this kind.</param>
    /// <param name="except">IDs that are not wanted.</param>
    public static async Task<Reference?> FindExactReferenceAsync(this ApiClient api, string area, string text, string? kind, IReadOnlyCollection<long> except) =>
        EntityReference.IsAllDigits(text) ? await api.FindByIdAsync(area, text, kind, except)
            : (await api.FindReferencesAsync(area, text, kind, except, PageQuery.MaxLimit, default))
                .FirstOrDefault(found => found.Name.Equals(text, StringComparison.OrdinalIgnoreCase));

    private static Task<IReadOnlyList<Reference>> ListReferencesAsync(
        this ApiClient api, string area, string? search, long from, int limit, CancellationToken cancellationToken)
    {
        return area switch
        {
            Tariffs => ListAsync<Tariff, TariffAnswer>(),
            Policies => ListAsync<WebVersionPolicy, WebVersionPolicyAnswer>(),
            Databases => ListAsync<Database, DataSourceAnswer>(),
            Connectors => ListAsync<ExternalDataConnector, DataSourceAnswer>(),
            _ => throw new ArgumentOutOfRangeException(nameof(area), area, "There is no such directory."),
        };

        async Task<IReadOnlyList<Reference>> ListAsync<TItem, TAnswer>()
            where TItem : DirectoryItem
            where TAnswer : DirectoryItemAnswer
        {
            var query = new ListDirectoryItemsQuery<TItem> { FromId = from, Limit = limit, Search = search ?? string.Empty };
            var page = await api.ListAsync<ListDirectoryItemsQuery<TItem>, TAnswer>(area + "/list", query, cancellationToken);
            return page.Items.Select(item => new Reference(item.Id, item.Name, (item as DataSourceAnswer)?.Kind)).ToList();
        }
    }
}
