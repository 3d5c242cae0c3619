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

/// <summary>The areas. One more needs an item of <see cref="All"/>, its texts, and an entry of the menu.</summary>
public static class DirectoryAreas
{
    /// <summary>All areas.</summary>
    public static IReadOnlyList<DirectoryArea> All { get; } =
    [
        new DirectoryArea<Tariff, SaveTariffCommand, TariffAnswer>(
            "tariffs",
            "tariffs",
            _ => "tariff",
            (_, item) => new() { Tariff = item },
            Fields<Tariff, SaveTariffCommand, TariffAnswer>(
                [new("max_accounts", FieldControl.Number, item => item.MaxAccounts, (command, text) => command with { MaxAccounts = text })
                {
                    Limits = [0, int.MaxValue],
                }])),
        new DirectoryArea<WebVersionPolicy, SaveWebVersionPolicyCommand, WebVersionPolicyAnswer>(
            "web-version-policies",
            "web_version_policies",
            _ => "web_version_policy",
            (_, item) => new() { WebVersionPolicy = item },
            Fields<WebVersionPolicy, SaveWebVersionPolicyCommand, WebVersionPolicyAnswer>(
                [new("retention_days", FieldControl.Number, item => item.RetentionDays, (command, text) => command with { RetentionDays = text })
                {
                    Limits = [WebVersionPolicy.MinRetentionDays, WebVersionPolicy.MaxRetentionDays],
                }])),
        new DirectoryArea<Database, SaveDatabaseCommand, DataSourceAnswer>(
            "databases",
            "databases",
            row => row["kind"] == Database.Postgresql ? "account_postgresql" : "account_cache_clickhouse",
            (row, item) => row["kind"] == Database.Postgresql ? new() { AccountPostgresql = item } : new() { AccountCacheClickhouse = item },
            DataSourceFields<Database, SaveDatabaseCommand>(Database.Kinds)),
        new DirectoryArea<ExternalDataConnector, SaveExternalDataConnectorCommand, DataSourceAnswer>(
            "connectors",
            "external_data_connectors",
            _ => "external_data_connector",
            (_, item) => new() { ExternalDataConnector = item },
            DataSourceFields<ExternalDataConnector, SaveExternalDataConnectorCommand>(ExternalDataConnector.Kinds)),
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
