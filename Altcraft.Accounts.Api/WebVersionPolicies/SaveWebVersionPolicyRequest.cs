using Altcraft.Accounts.Api.DirectoryEntries;
using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Api.WebVersionPolicies;

/// <summary>The body of <c>web_version_policies/save</c> (contract, section 7).</summary>
public sealed class SaveWebVersionPolicyRequest : SaveEntryRequest
{
    /// <summary>1–3650 days; unlimited when null.</summary>
    public Parameter<long> RetentionDays { get; init; }
}
