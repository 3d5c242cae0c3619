using Altcraft.Accounts.Application.DirectoryEntries;
using Altcraft.Accounts.Domain.ExternalDataConnectors;

namespace Altcraft.Accounts.Application.ExternalDataConnectors.List;

/// <summary>Lists external data connectors (contract, section 7).</summary>
public sealed record ListExternalDataConnectorsQuery : ListEntriesQuery<ExternalDataConnector>;

/// <inheritdoc/>
internal sealed class ListExternalDataConnectorsValidator : ListEntriesValidator<ListExternalDataConnectorsQuery, ExternalDataConnector>;

/// <inheritdoc/>
internal sealed class ListExternalDataConnectorsHandler(IExternalDataConnectorRepository entries) : ListEntriesHandler<ListExternalDataConnectorsQuery, ExternalDataConnector>(entries);
