using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Application.DirectoryEntries;

namespace Altcraft.Accounts.Application.WebVersionPolicies.Save;

/// <summary>The rules of a web-version policy's parameters (contract, section 7).</summary>
internal sealed class SaveWebVersionPolicyValidator : SaveEntryValidator<SaveWebVersionPolicyCommand>
{
    public SaveWebVersionPolicyValidator() => RuleFor(command => command.RetentionDays).Optional(Between(1, 3650));
}
