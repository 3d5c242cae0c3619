using Altcraft.Accounts.Api.DirectoryEntries;
using Altcraft.Accounts.Api.Protocol.Reading;
using Altcraft.Accounts.Domain.ExternalDataConnectors;

namespace Altcraft.Accounts.Api.ExternalDataConnectors;

/// <summary>The body of <c>external_data_connectors/save</c> (contract, section 7).</summary>
[Words(nameof(SaveDataSourceRequest.Kind), typeof(ExternalDataConnector), nameof(ExternalDataConnector.Kinds))]
public sealed class SaveExternalDataConnectorRequest : SaveDataSourceRequest;
