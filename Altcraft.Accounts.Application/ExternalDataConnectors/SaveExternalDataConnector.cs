using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Directories;
using Altcraft.Accounts.Domain.ExternalDataConnectors;

namespace Altcraft.Accounts.Application.ExternalDataConnectors;

/// <summary>Creates or updates an external data connector (contract, section 7).</summary>
public sealed record SaveExternalDataConnectorCommand : SaveDataSourceCommand<ExternalDataConnector>;

internal sealed class SaveExternalDataConnectorValidator()
    : SaveDataSourceValidator<SaveExternalDataConnectorCommand, ExternalDataConnector>(ExternalDataConnector.Kinds);

internal sealed class SaveExternalDataConnectorHandler(IDirectoryRepository<ExternalDataConnector> connectors, IAuditJournal journal)
    : SaveDirectoryItemHandler<SaveExternalDataConnectorCommand, ExternalDataConnector>(connectors, journal);
