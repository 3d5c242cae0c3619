using System.Text.Json;
using System.Text.Json.Serialization;
using Altcraft.Accounts.Application.Accounts;
using Altcraft.Accounts.Application.Accounts.SaveAccount;
using Altcraft.Accounts.Application.AccountUsers;
using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Databases;
using Altcraft.Accounts.Application.Directories;
using Altcraft.Accounts.Application.ExternalDataConnectors;
using Altcraft.Accounts.Application.Tariffs;
using Altcraft.Accounts.Application.Tokens;
using Altcraft.Accounts.Application.WebVersionPolicies;
using Altcraft.Accounts.Domain.Databases;
using Altcraft.Accounts.Domain.ExternalDataConnectors;
using Altcraft.Accounts.Domain.Tariffs;
using Altcraft.Accounts.Domain.WebVersionPolicies;

namespace Altcraft.Accounts.Panel.Client;

/// <summary>The commands that the panel sends, as the service reads them.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(SaveAccountCommand))]
[JsonSerializable(typeof(ListAccountsQuery))]
[JsonSerializable(typeof(GetAccountQuery))]
[JsonSerializable(typeof(ActivateAccountCommand))]
[JsonSerializable(typeof(DeactivateAccountCommand))]
[JsonSerializable(typeof(FreezeAccountCommand))]
[JsonSerializable(typeof(UnfreezeAccountCommand))]
[JsonSerializable(typeof(DeleteAccountCommand))]
[JsonSerializable(typeof(RestoreAccountCommand))]
[JsonSerializable(typeof(AddAccountUserCommand))]
[JsonSerializable(typeof(UpdateAccountUserCommand))]
[JsonSerializable(typeof(DeleteAccountUserCommand))]
[JsonSerializable(typeof(GetAccountUserQuery))]
[JsonSerializable(typeof(ListAccountUsersQuery))]
[JsonSerializable(typeof(SendWelcomeCommand))]
[JsonSerializable(typeof(ListWelcomeMailsQuery))]
[JsonSerializable(typeof(SaveTariffCommand))]
[JsonSerializable(typeof(SaveWebVersionPolicyCommand))]
[JsonSerializable(typeof(SaveDatabaseCommand))]
[JsonSerializable(typeof(SaveExternalDataConnectorCommand))]
[JsonSerializable(typeof(ListDirectoryItemsQuery<Tariff>))]
[JsonSerializable(typeof(ListDirectoryItemsQuery<WebVersionPolicy>))]
[JsonSerializable(typeof(ListDirectoryItemsQuery<Database>))]
[JsonSerializable(typeof(ListDirectoryItemsQuery<ExternalDataConnector>))]
[JsonSerializable(typeof(DeleteDirectoryItemCommand<Tariff>))]
[JsonSerializable(typeof(DeleteDirectoryItemCommand<WebVersionPolicy>))]
[JsonSerializable(typeof(DeleteDirectoryItemCommand<Database>))]
[JsonSerializable(typeof(DeleteDirectoryItemCommand<ExternalDataConnector>))]
[JsonSerializable(typeof(CreateTokenCommand))]
[JsonSerializable(typeof(GetCurrentTokenQuery))]
[JsonSerializable(typeof(ListTokensQuery))]
[JsonSerializable(typeof(RevokeTokenCommand))]
[JsonSerializable(typeof(ListAuditRecordsQuery))]
[JsonSerializable(typeof(IReadOnlyList<EntityReference>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class CommandJsonContext : JsonSerializerContext
{
    /// <summary>Names as on the wire; absent parameters are left out.</summary>
    public static CommandJsonContext Wire { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = new WireNames(),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        IgnoreReadOnlyProperties = true,
        Converters =
        {
            new EntityReferenceConverter(),
            new ParameterConverter<bool>(),
            new ParameterConverter<long>(),
            new ParameterConverter<string>(),
            new ParameterConverter<DateTimeOffset>(),
            new ParameterConverter<EntityReference>(),
            new ParameterConverter<FrozenDetails>(),
            new ParameterConverter<IReadOnlyList<EntityReference>>(),
            new ParameterConverter<IReadOnlyList<string>>(),
        },
    });

    private sealed class WireNames : JsonNamingPolicy
    {
        public override string ConvertName(string name) => ParameterName.Of(name);
    }
}
