using Altcraft.Accounts.Application.Common;
using AutoMapper;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Altcraft.Accounts.Api.Protocol;

/// <summary>What every action does: send its command or query, wrap the answer.</summary>
public abstract class ApiController(IMediator mediator, IMapper mapper) : ControllerBase
{
    /// <summary>Sends a command or query that answers one object.</summary>
    /// <param name="request">The command or query.</param>
    protected async Task<Envelope> SendAsync<TResult, TAnswer>(IRequest<TResult> request)
        where TAnswer : notnull => Envelope.Of(mapper.Map<TAnswer>(await mediator.Send(request, HttpContext.RequestAborted)));

    /// <summary>Sends a command that answers the ID of what it saved.</summary>
    /// <param name="command">The command.</param>
    protected async Task<Envelope> SaveAsync(IRequest<SavedId> command) =>
        Envelope.Of(new SavedIdAnswer { SavedId = (await mediator.Send(command, HttpContext.RequestAborted)).Id });

    /// <summary>Sends a command without data in its answer.</summary>
    /// <param name="command">The command.</param>
    protected async Task<Envelope> DoAsync(IRequest<Unit> command)
    {
        await mediator.Send(command, HttpContext.RequestAborted);
        return Envelope.Success;
    }

    /// <summary>Sends a query for a page of a list.</summary>
    /// <param name="query">The query.</param>
    protected async Task<Envelope> ListAsync<TItem, TAnswer>(IRequest<Page<TItem>> query)
    {
        var page = await mediator.Send(query, HttpContext.RequestAborted);
        return Envelope.Of(mapper.Map<List<TAnswer>>(page.Items), page.TotalCount);
    }
}
