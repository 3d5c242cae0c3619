using Altcraft.Accounts.Api.DirectoryEntries;

namespace Altcraft.Accounts.Api.ExternalDataConnectors;

/// <summary>The body of <c>external_data_connectors/save</c> (contract, section 7).</summary>
public sealed class SaveExternalDataConnectorRequest : SaveDataSourceRequest;
