using Altcraft.Accounts.Api.Directories;
using Altcraft.Accounts.Application.Directories;
using Altcraft.Accounts.Application.ExternalDataConnectors;
using Altcraft.Accounts.Domain.ExternalDataConnectors;
using AutoMapper;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Altcraft.Accounts.Api.ExternalDataConnectors;

/// <summary>The endpoints for external data connectors (contract, section 7).</summary>
[Route("api/v1.1/admin/external_data_connectors")]
public sealed class ExternalDataConnectorsController(IMediator mediator, IMapper mapper)
    : DirectoryController<SaveExternalDataConnectorCommand, ExternalDataConnector, DataSourceAnswer>(mediator, mapper);
