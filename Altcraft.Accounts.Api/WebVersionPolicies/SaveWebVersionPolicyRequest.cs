using Altcraft.Accounts.Api.DirectoryEntries;
using Altcraft.Accounts.Api.Protocol.Reading;
using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Api.WebVersionPolicies;

/// <summary>The body of <c>web_version_policies/save</c> (contract, section 7).</summary>
public sealed class SaveWebVersionPolicyRequest : SaveEntryRequest
{
    /// <summary>1–3650 days; unlimited when null.</summary>
    [Rule(Min = 1, Max = 3650)]
    public Parameter<long> RetentionDays { get; init; }
}
