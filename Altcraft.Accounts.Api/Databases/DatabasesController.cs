using Altcraft.Accounts.Api.DirectoryEntries;
using Altcraft.Accounts.Api.Authentication;
using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Application.Databases.Delete;
using Altcraft.Accounts.Application.Databases.List;
using Altcraft.Accounts.Application.Databases.Save;
using Altcraft.Accounts.Domain.Tokens;
using AutoMapper;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using DatabaseEntry = Altcraft.Accounts.Domain.Databases.Database;

namespace Altcraft.Accounts.Api.Databases;

/// <summary>The endpoints for databases (contract, section 7).</summary>
[Route("api/v1.1/admin/databases")]
public sealed class DatabasesController(IMediator mediator, IMapper mapper) : ApiController(mediator, mapper)
{
    /// <summary>Create a database, or change one.</summary>
    [HttpPost("save")]
    [Scope(Scope.DirectoryWrite)]
    [ProducesResponseType<SavedIdAnswer>(StatusCodes.Status200OK)]
    public Task<Envelope> Save([FromBody] SaveDatabaseCommand command) => SaveAsync(command);

    /// <summary>List databases in ID order.</summary>
    [HttpPost("list")]
    [Scope(Scope.DirectoryRead)]
    [ProducesResponseType<IReadOnlyList<DataSourceAnswer>>(StatusCodes.Status200OK)]
    public Task<Envelope> List([FromBody] ListDatabasesQuery query) => ListAsync<DatabaseEntry, DataSourceAnswer>(query);

    /// <summary>Delete a database that no account uses.</summary>
    [HttpPost("delete")]
    [Scope(Scope.DirectoryWrite)]
    public Task<Envelope> Delete([FromBody] DeleteDatabaseCommand command) => DoAsync(command);
}
