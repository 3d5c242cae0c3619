using Altcraft.Accounts.Api.Accounts;
using Altcraft.Accounts.Api.DirectoryEntries;
using Altcraft.Accounts.Api.OpenApi;
using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Application.ExternalDataConnectors.Delete;
using Altcraft.Accounts.Application.ExternalDataConnectors.List;
using Altcraft.Accounts.Application.ExternalDataConnectors.Save;
using Altcraft.Accounts.Domain.ExternalDataConnectors;
using AutoMapper;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Altcraft.Accounts.Api.ExternalDataConnectors;

/// <summary>The endpoints for external data connectors (contract, section 7).</summary>
[Route("api/v1.1/admin/external_data_connectors")]
public sealed class ExternalDataConnectorsController(IMediator mediator, IMapper mapper) : ApiController(mediator, mapper)
{
    /// <summary>Create an external data connector, or change one.</summary>
    [HttpPost("save")]
    [Sends<SaveExternalDataConnectorCommand, SavedIdAnswer>]
    public Task<Envelope> Save([FromBody] SaveExternalDataConnectorRequest request, CancellationToken cancellationToken) =>
        SaveAsync<SaveExternalDataConnectorCommand>(request, cancellationToken);

    /// <summary>List external data connectors in ID order.</summary>
    [HttpPost("list")]
    [Sends<ListExternalDataConnectorsQuery, DataSourceAnswer>]
    public Task<Envelope> List([FromBody] ListEntriesRequest request, CancellationToken cancellationToken) =>
        ListAsync<ListExternalDataConnectorsQuery, ExternalDataConnector, DataSourceAnswer>(request, cancellationToken);

    /// <summary>Delete an external data connector that no account uses.</summary>
    [HttpPost("delete")]
    [Sends<DeleteExternalDataConnectorCommand>]
    public Task<Envelope> Delete([FromBody] EntryIdRequest request, CancellationToken cancellationToken) =>
        DoAsync<DeleteExternalDataConnectorCommand>(request, cancellationToken);
}
