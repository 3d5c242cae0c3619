using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.DirectoryEntries;
using Altcraft.Accounts.Domain.ExternalDataConnectors;

namespace Altcraft.Accounts.Application.ExternalDataConnectors.Save;

/// <summary>Carries <c>external_data_connectors/save</c> out (contract, section 7).</summary>
internal sealed class SaveExternalDataConnectorHandler(IExternalDataConnectorRepository entries, IAuditJournal journal)
    : SaveDataSourceHandler<SaveExternalDataConnectorCommand, ExternalDataConnector>(entries, journal, EntryKind.ExternalDataConnector);
