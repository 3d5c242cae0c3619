using Altcraft.Accounts.Application.DirectoryEntries;
using Altcraft.Accounts.Domain.Common;
using Altcraft.Accounts.Domain.ExternalDataConnectors;

namespace Altcraft.Accounts.Application.ExternalDataConnectors;

/// <summary>Where external data connectors are kept.</summary>
public interface IExternalDataConnectorRepository : IDirectoryRepository<ExternalDataConnector>
{
    /// <summary>Every connector that at least one of several references names.</summary>
    /// <param name="references">IDs or names.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<FoundEntries<ExternalDataConnector>> FindAllAsync(IReadOnlyList<EntityReference> references, CancellationToken cancellationToken);
}
