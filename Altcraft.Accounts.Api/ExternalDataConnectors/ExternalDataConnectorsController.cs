using Altcraft.Accounts.Api.DirectoryEntries;
using Altcraft.Accounts.Api.Authentication;
using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Application.ExternalDataConnectors.Delete;
using Altcraft.Accounts.Application.ExternalDataConnectors.List;
using Altcraft.Accounts.Application.ExternalDataConnectors.Save;
using Altcraft.Accounts.Domain.ExternalDataConnectors;
using Altcraft.Accounts.Domain.Tokens;
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
    [Scope(Scope.DirectoryWrite)]
    [ProducesResponseType<SavedIdAnswer>(StatusCodes.Status200OK)]
    public Task<Envelope> Save([FromBody] SaveExternalDataConnectorCommand command) => SaveAsync(command);

    /// <summary>List external data connectors in ID order.</summary>
    [HttpPost("list")]
    [Scope(Scope.DirectoryRead)]
    [ProducesResponseType<IReadOnlyList<DataSourceAnswer>>(StatusCodes.Status200OK)]
    public Task<Envelope> List([FromBody] ListExternalDataConnectorsQuery query) =>
        ListAsync<ExternalDataConnector, DataSourceAnswer>(query);

    /// <summary>Delete an external data connector that no account uses.</summary>
    [HttpPost("delete")]
    [Scope(Scope.DirectoryWrite)]
    public Task<Envelope> Delete([FromBody] DeleteExternalDataConnectorCommand command) => DoAsync(command);
}
