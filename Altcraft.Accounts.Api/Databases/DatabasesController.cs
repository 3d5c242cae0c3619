using Altcraft.Accounts.Api.Directories;
using Altcraft.Accounts.Application.Databases;
using Altcraft.Accounts.Application.Directories;
using Altcraft.Accounts.Domain.Databases;
using AutoMapper;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Altcraft.Accounts.Api.Databases;

/// <summary>The endpoints for databases (contract, section 7).</summary>
[Route("api/v1.1/admin/databases")]
public sealed class DatabasesController(IMediator mediator, IMapper mapper)
    : DirectoryController<SaveDatabaseCommand, Database, DataSourceAnswer>(mediator, mapper);
