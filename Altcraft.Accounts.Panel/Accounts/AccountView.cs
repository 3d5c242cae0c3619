using Altcraft.Accounts.Application.Accounts;

namespace Altcraft.Accounts.Panel.Accounts;

/// <summary>Which accounts the table shows. All of it is in the address, so that a view can be bookmarked.</summary>
/// <param name="Search">Part of the name or the title.</param>
/// <param name="IsActive">Only active accounts, or only inactive ones.</param>
/// <param name="IsFrozen">Only frozen accounts, or only others.</param>
/// <param name="Tariff">Only accounts of the tariff with this ID.</param>
/// <param name="Policy">Only accounts with the web-version policy with this ID.</param>
/// <param name="Postgresql">Only accounts with the PostgreSQL database with this ID.</param>
/// <param name="Clickhouse">Only accounts with the ClickHouse database with this ID.</param>
/// <param name="Connector">Only accounts that have the connector with this ID among theirs.</param>
public sealed record AccountView(
    string? Search = null,
    bool? IsActive = null,
    bool? IsFrozen = null,
    long? Tariff = null,
    long? Policy = null,
    long? Postgresql = null,
    long? Clickhouse = null,
    long? Connector = null)
{
    /// <summary>All accounts.</summary>
    public static AccountView All { get; } = new();

    /// <summary>The query for a page of the view.</summary>
    /// <param name="fromId">
    /// The ID that the page begins with; the first, or the last in descending order, when it is <see langword="null"/>.
    /// </param>
    public ListAccountsQuery Page(long? fromId, bool isDescending, int limit) => new()
    {
        FromId = Sent(fromId),
        Limit = limit,
        Order = isDescending ? "desc" : default(Parameter<string>),
        Search = string.IsNullOrWhiteSpace(Search) ? default(Parameter<string>) : Search.Trim(),
        IsActive = Sent(IsActive),
        IsFrozen = Sent(IsFrozen),
        Tariff = Reference(Tariff),
        WebVersionPolicy = Reference(Policy),
        AccountPostgresql = Reference(Postgresql),
        AccountCacheClickhouse = Reference(Clickhouse),
        ExternalDataConnector = Reference(Connector),
    };

    /// <summary>The same parameters for the address, under their names there; <see langword="null"/> removes one.</summary>
    public IReadOnlyDictionary<string, object?> AddressParameters() => new Dictionary<string, object?>
    {
        ["search"] = string.IsNullOrWhiteSpace(Search) ? null : Search,
        ["active"] = Text(IsActive),
        ["frozen"] = Text(IsFrozen),
        ["tariff"] = Tariff,
        ["web_version_policy"] = Policy,
        ["account_postgresql"] = Postgresql,
        ["account_cache_clickhouse"] = Clickhouse,
        ["external_data_connector"] = Connector,
    };

    private static Parameter<T> Sent<T>(T? value)
        where T : struct => value is { } sent ? sent : default(Parameter<T>);

    private static Parameter<EntityReference> Reference(long? id) =>
        id is { } sent ? EntityReference.ById(sent) : default(Parameter<EntityReference>);

    private static string? Text(bool? value) => value switch
    {
        true => "true",
        false => "false",
        null => null,
    };
}
