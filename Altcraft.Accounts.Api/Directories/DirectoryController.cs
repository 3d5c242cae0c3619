using Altcraft.Accounts.Api.Authentication;
using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Application.Directories;
using Altcraft.Accounts.Domain.Directories;
using Altcraft.Accounts.Domain.Tokens;
using AutoMapper;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Altcraft.Accounts.Api.Directories;

/// <summary>
/// The endpoints of one kind of directory item (contract, section 7). In the OpenAPI document, the name of the kind replaces "directory
/// item" in the summaries.
/// </summary>
public abstract class DirectoryController<TSave, TItem, TAnswer>(IMediator mediator, IMapper mapper) : ApiController(mediator, mapper)
    where TSave : SaveDirectoryItemCommand<TItem>
    where TItem : DirectoryItem
    where TAnswer : DirectoryItemAnswer
{
    /// <summary>Create or update a directory item.</summary>
    [HttpPost("save")]
    [Scope(Scope.DirectoryWrite)]
    [ProducesResponseType<SavedIdAnswer>(StatusCodes.Status200OK)]
    public Task<Envelope> Save([FromBody] TSave command) => SaveAsync(command);

    /// <summary>List directory items in ID order.</summary>
    [HttpPost("list")]
    [Scope(Scope.DirectoryRead)]
    public Task<Envelope> List([FromBody] ListDirectoryItemsQuery<TItem> query) => ListAsync<TItem, TAnswer>(query);

    /// <summary>Delete a directory item that no account uses.</summary>
    [HttpPost("delete")]
    [Scope(Scope.DirectoryWrite)]
    public Task<Envelope> Delete([FromBody] DeleteDirectoryItemCommand<TItem> command) => DoAsync(command);
}
