using System.Text.Json.Serialization;
using Altcraft.Accounts.Application.Accounts;
using Altcraft.Accounts.Application.AccountUsers;
using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Application.Directories;
using Altcraft.Accounts.Application.Tariffs;
using Altcraft.Accounts.Application.Tokens;
using Altcraft.Accounts.Application.WebVersionPolicies;

namespace Altcraft.Accounts.Application;

/// <summary>
/// The serialisation of all answers: members in the contract's order, in snake_case. Source-generated, so that nothing is looked up at run
/// time, and clients in C# can read answers with it.
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
[JsonSerializable(typeof(IReadOnlyList<WelcomeMailAnswer>))]
[JsonSerializable(typeof(RedeemedWelcomeAnswer))]
[JsonSerializable(typeof(CreatedTokenAnswer))]
[JsonSerializable(typeof(CurrentTokenAnswer))]
[JsonSerializable(typeof(IReadOnlyList<TokenAnswer>))]
[JsonSerializable(typeof(IReadOnlyList<AuditRecordAnswer>))]
public sealed partial class AnswerJsonContext : JsonSerializerContext;
