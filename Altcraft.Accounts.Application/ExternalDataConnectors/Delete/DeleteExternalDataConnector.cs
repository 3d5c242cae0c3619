using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.DirectoryEntries;
using Altcraft.Accounts.Domain.ExternalDataConnectors;

namespace Altcraft.Accounts.Application.ExternalDataConnectors.Delete;

/// <summary>Deletes an external data connector that no account uses (contract, section 7).</summary>
public sealed record DeleteExternalDataConnectorCommand : DeleteEntryCommand;

/// <inheritdoc/>
internal sealed class DeleteExternalDataConnectorValidator : DeleteEntryValidator<DeleteExternalDataConnectorCommand>;

/// <inheritdoc/>
internal sealed class DeleteExternalDataConnectorHandler(IExternalDataConnectorRepository entries, IAuditJournal journal)
    : DeleteEntryHandler<DeleteExternalDataConnectorCommand, ExternalDataConnector>(entries, journal, EntryKind.ExternalDataConnector);
