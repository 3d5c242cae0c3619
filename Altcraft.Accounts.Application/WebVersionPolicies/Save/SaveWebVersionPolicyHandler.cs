using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.DirectoryEntries;
using Altcraft.Accounts.Domain.WebVersionPolicies;

namespace Altcraft.Accounts.Application.WebVersionPolicies.Save;

/// <summary>Carries <c>web_version_policies/save</c> out (contract, section 7).</summary>
internal sealed class SaveWebVersionPolicyHandler(IWebVersionPolicyRepository entries, IAuditJournal journal)
    : SaveEntryHandler<SaveWebVersionPolicyCommand, WebVersionPolicy>(entries, journal, EntryKind.WebVersionPolicy)
{
    protected override WebVersionPolicy MergeOwn(WebVersionPolicy before, SaveWebVersionPolicyCommand request) => before with
    {
        RetentionDays = request.RetentionDays.Select(number => (int?)number).Over(before.RetentionDays, null),
    };
}
