using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Application.DirectoryEntries;

namespace Altcraft.Accounts.Application.WebVersionPolicies.Save;

/// <summary>Creates or changes a web-version policy (contract, section 7).</summary>
public sealed record SaveWebVersionPolicyCommand : SaveEntryCommand
{
    /// <summary>1–3650 days; unlimited when absent or null.</summary>
    public Parameter<long> RetentionDays { get; init; }
}
