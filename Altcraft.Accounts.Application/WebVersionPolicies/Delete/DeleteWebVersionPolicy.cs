using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.DirectoryEntries;
using Altcraft.Accounts.Domain.WebVersionPolicies;

namespace Altcraft.Accounts.Application.WebVersionPolicies.Delete;

/// <summary>Deletes a web-version policy that no account uses (contract, section 7).</summary>
public sealed record DeleteWebVersionPolicyCommand : DeleteEntryCommand;

/// <inheritdoc/>
internal sealed class DeleteWebVersionPolicyValidator : DeleteEntryValidator<DeleteWebVersionPolicyCommand>;

/// <inheritdoc/>
internal sealed class DeleteWebVersionPolicyHandler(IWebVersionPolicyRepository entries, IAuditJournal journal)
    : DeleteEntryHandler<DeleteWebVersionPolicyCommand, WebVersionPolicy>(entries, journal, EntryKind.WebVersionPolicy);
