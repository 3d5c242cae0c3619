using Altcraft.Accounts.Application.Databases;
using Altcraft.Accounts.Application.Directories;
using Altcraft.Accounts.Application.ExternalDataConnectors;
using Altcraft.Accounts.Application.Tariffs;
using Altcraft.Accounts.Application.WebVersionPolicies;
using Altcraft.Accounts.Domain.Databases;
using Altcraft.Accounts.Domain.Directories;
using Altcraft.Accounts.Domain.ExternalDataConnectors;
using Altcraft.Accounts.Domain.Tariffs;
using Altcraft.Accounts.Domain.WebVersionPolicies;

namespace Altcraft.Accounts.Panel.Directories;

/// <summary>The areas: one description for each. What else a new one needs: docs/development.md.</summary>
public static class DirectoryAreas
{
    /// <summary>All areas.</summary>
    public static IReadOnlyList<DirectoryArea> All { get; } =
    [
        new DirectoryArea<Tariff, SaveTariffCommand, TariffAnswer>(
            "tariffs",
            "tariffs",
            Fields<Tariff, SaveTariffCommand, TariffAnswer>(
            [
                new("max_accounts", FieldControl.Number, item => item.MaxAccounts, (command, text) => command with { MaxAccounts = text })
                {
                    Limits = [0, int.MaxValue],
                },
            ]),
            (_, item) => new("tariff", new() { Tariff = item })),
        new DirectoryArea<WebVersionPolicy, SaveWebVersionPolicyCommand, WebVersionPolicyAnswer>(
            "web-version-policies",
            "web_version_policies",
            Fields<WebVersionPolicy, SaveWebVersionPolicyCommand, WebVersionPolicyAnswer>(
            [
                new("retention_days", FieldControl.Number, item => item.RetentionDays, (command, text) => command with { RetentionDays = text })
                {
                    Limits = [WebVersionPolicy.MinRetentionDays, WebVersionPolicy.MaxRetentionDays],
                },
            ]),
            (_, item) => new("web_version_policy", new() { WebVersionPolicy = item })),
        new DirectoryArea<Database, SaveDatabaseCommand, DataSourceAnswer>(
            "databases",
            "databases",
            DataSourceFields<Database, SaveDatabaseCommand>(Database.Kinds),
            (row, item) => row["kind"] == Database.Postgresql
                ? new("account_postgresql", new() { AccountPostgresql = item })
                : new("account_cache_clickhouse", new() { AccountCacheClickhouse = item })),
        new DirectoryArea<ExternalDataConnector, SaveExternalDataConnectorCommand, DataSourceAnswer>(
            "connectors",
            "external_data_connectors",
            DataSourceFields<ExternalDataConnector, SaveExternalDataConnectorCommand>(ExternalDataConnector.Kinds),
            (_, item) => new("external_data_connector", new() { ExternalDataConnector = item })),
    ];

    /// <summary>The area at an address.</summary>
    public static DirectoryArea? At(string? address) => All.FirstOrDefault(area => area.Address == address);

    private static DirectoryField<TCommand, DataSourceAnswer>[] DataSourceFields<TItem, TCommand>(IReadOnlyList<string> kinds)
        where TItem : DataSourceItem
        where TCommand : SaveDataSourceCommand<TItem> => Fields<TItem, TCommand, DataSourceAnswer>(
    [
        new("kind", FieldControl.Kind, item => item.Kind, (command, text) => command with { Kind = text }) { IsRequired = true, Values = kinds },
        new("host", FieldControl.Text, item => item.Host, (command, text) => command with { Host = text })
        {
            IsRequired = true,
            Limits = [DataSourceItem.MaxHostLength],
        },
        new("port", FieldControl.Number, item => item.Port, (command, text) => command with { Port = text })
        {
            IsRequired = true,
            Limits = [DataSourceItem.MinPort, DataSourceItem.MaxPort],
        },
        new("database", FieldControl.Text, item => item.Database, (command, text) => command with { Database = text })
        {
            IsRequired = true,
            Limits = [DataSourceItem.MaxIdentifierLength],
        },
        new("username", FieldControl.Text, item => item.Username, (command, text) => command with { Username = text })
        {
            IsRequired = true,
            Limits = [DataSourceItem.MaxIdentifierLength],
        },
        new("secret_ref", FieldControl.Text, item => item.SecretRef, (command, text) => command with { SecretRef = text })
        {
            IsRequired = true,
            Limits = [DataSourceItem.MaxSecretRefLength],
        },
    ]);

    // What every kind has, around what is its own.
    private static DirectoryField<TCommand, TAnswer>[] Fields<TItem, TCommand, TAnswer>(IReadOnlyList<DirectoryField<TCommand, TAnswer>> own)
        where TItem : DirectoryItem
        where TCommand : SaveDirectoryItemCommand<TItem>
        where TAnswer : DirectoryItemAnswer =>
    [
        new("name", FieldControl.Text, item => item.Name, (command, text) => command with { Name = text })
        {
            IsRequired = true,
            Limits = [DirectoryItem.MaxNameLength],
        },
        .. own,
        new("description", FieldControl.LongText, item => item.Description, (command, text) => command with { Description = text })
        {
            Limits = [DirectoryItem.MaxDescriptionLength],
        },
    ];
}
