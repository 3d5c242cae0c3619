using Altcraft.Accounts.Api.Accounts;
using Altcraft.Accounts.Api.DirectoryEntries;
using Altcraft.Accounts.Api.OpenApi;
using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Application.Databases.Delete;
using Altcraft.Accounts.Application.Databases.List;
using Altcraft.Accounts.Application.Databases.Save;
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
    [Sends<SaveDatabaseCommand, SavedIdAnswer>]
    public Task<Envelope> Save([FromBody] SaveDatabaseRequest request, CancellationToken cancellationToken) =>
        SaveAsync<SaveDatabaseCommand>(request, cancellationToken);

    /// <summary>List databases in ID order.</summary>
    [HttpPost("list")]
    [Sends<ListDatabasesQuery, DataSourceAnswer>]
    public Task<Envelope> List([FromBody] ListEntriesRequest request, CancellationToken cancellationToken) =>
        ListAsync<ListDatabasesQuery, DatabaseEntry, DataSourceAnswer>(request, cancellationToken);

    /// <summary>Delete a database that no account uses.</summary>
    [HttpPost("delete")]
    [Sends<DeleteDatabaseCommand>]
    public Task<Envelope> Delete([FromBody] EntryIdRequest request, CancellationToken cancellationToken) =>
        DoAsync<DeleteDatabaseCommand>(request, cancellationToken);
}
