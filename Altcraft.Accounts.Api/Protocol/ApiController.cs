using AutoMapper;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Altcraft.Accounts.Api.Protocol;

/// <summary>The base of all controllers: sends a command or query and wraps its result.</summary>
public abstract class ApiController(IMediator mediator, IMapper mapper) : ControllerBase
{
    /// <summary>Sends a command or query that returns one object.</summary>
    protected async Task<Envelope> SendAsync<TResult, TAnswer>(IRequest<TResult> request)
        where TAnswer : notnull => Envelope.Of(mapper.Map<TAnswer>(await mediator.Send(request, HttpContext.RequestAborted)));

    /// <summary>Sends a command that returns the ID of what it saved.</summary>
    protected async Task<Envelope> SaveAsync(IRequest<SavedId> command) =>
        Envelope.Of(new SavedIdAnswer { SavedId = (await mediator.Send(command, HttpContext.RequestAborted)).Id });

    /// <summary>Sends a command that returns no data.</summary>
    protected async Task<Envelope> DoAsync(IRequest<Unit> command)
    {
        await mediator.Send(command, HttpContext.RequestAborted);
        return Envelope.Success;
    }

    /// <summary>Sends a query for a page of a list.</summary>
    protected async Task<Envelope> ListAsync<TItem, TAnswer>(IRequest<Page<TItem>> query)
    {
        var page = await mediator.Send(query, HttpContext.RequestAborted);
        return Envelope.Of(mapper.Map<List<TAnswer>>(page.Items), page.TotalCount);
    }
}
