using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Application.DirectoryEntries;
using Altcraft.Accounts.Domain.WebVersionPolicies;

namespace Altcraft.Accounts.Application.WebVersionPolicies.Save;

/// <summary>The rules of a web-version policy's parameters (contract, section 7).</summary>
internal sealed class SaveWebVersionPolicyValidator : SaveEntryValidator<SaveWebVersionPolicyCommand>
{
    public SaveWebVersionPolicyValidator() => RuleFor(command => command.RetentionDays).Between(WebVersionPolicy.MinRetentionDays, WebVersionPolicy.MaxRetentionDays);
}
