using Altcraft.Accounts.Application.DirectoryEntries;
using Altcraft.Accounts.Domain.ExternalDataConnectors;

namespace Altcraft.Accounts.Application.ExternalDataConnectors.Save;

/// <summary>The rules of a external data connector's parameters (contract, section 7).</summary>
internal sealed class SaveExternalDataConnectorValidator() : SaveDataSourceValidator<SaveExternalDataConnectorCommand>(ExternalDataConnector.Kinds);
