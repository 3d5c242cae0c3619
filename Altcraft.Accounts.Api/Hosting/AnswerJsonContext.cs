using System.Text.Json.Serialization;
using Altcraft.Accounts.Api.Accounts;
using Altcraft.Accounts.Api.AccountUsers;
using Altcraft.Accounts.Api.Audit;
using Altcraft.Accounts.Api.Directories;
using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Api.Tariffs;
using Altcraft.Accounts.Api.Tokens;
using Altcraft.Accounts.Api.WebVersionPolicies;

namespace Altcraft.Accounts.Api.Hosting;

/// <summary>
/// The serialisation of all answers: members in the contract's order, in snake_case. Source-generated, so that nothing is looked up at run
/// time.
/// </summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SavedIdAnswer))]
[JsonSerializable(typeof(GetAccountAnswer))]
[JsonSerializable(typeof(IReadOnlyList<AccountListItem>))]
[JsonSerializable(typeof(IReadOnlyList<TariffAnswer>))]
[JsonSerializable(typeof(IReadOnlyList<WebVersionPolicyAnswer>))]
[JsonSerializable(typeof(IReadOnlyList<DataSourceAnswer>))]
[JsonSerializable(typeof(SavedUserNameAnswer))]
[JsonSerializable(typeof(GetAccountUserAnswer))]
[JsonSerializable(typeof(IReadOnlyList<AccountUserListItem>))]
[JsonSerializable(typeof(RedeemedWelcomeAnswer))]
[JsonSerializable(typeof(CreatedTokenAnswer))]
[JsonSerializable(typeof(IReadOnlyList<TokenAnswer>))]
[JsonSerializable(typeof(IReadOnlyList<AuditRecordAnswer>))]
internal sealed partial class AnswerJsonContext : JsonSerializerContext;
