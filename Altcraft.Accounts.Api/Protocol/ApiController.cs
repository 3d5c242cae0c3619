using Altcraft.Accounts.Api.Accounts;
using Altcraft.Accounts.Api.Protocol.Reading;
using Altcraft.Accounts.Application.Common;
using AutoMapper;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Altcraft.Accounts.Api.Protocol;

/// <summary>
/// What an action does: let the request pass the gate, map it to a command, send it, wrap the answer. The gate is called here, not a
/// filter: a filter around every action is four more steps of MVC's for each request.
/// </summary>
/// <param name="mediator">Sends.</param>
/// <param name="mapper">Maps.</param>
public abstract class ApiController(IMediator mediator, IMapper mapper) : ControllerBase
{
    /// <summary>A command that answers the ID it saved.</summary>
    protected async Task<Envelope> SaveAsync<TCommand>(WireRequest request, CancellationToken cancellationToken)
        where TCommand : IRequest<SavedId>
    {
        await PassAsync<TCommand>(request);
        return Envelope.Of(mapper.Map<SavedIdAnswer>(await mediator.Send(mapper.Map<TCommand>(request), cancellationToken)));
    }

    /// <summary>A command without an answer.</summary>
    protected async Task<Envelope> DoAsync<TCommand>(WireRequest request, CancellationToken cancellationToken)
        where TCommand : IRequest<Done>
    {
        await PassAsync<TCommand>(request);
        await mediator.Send(mapper.Map<TCommand>(request), cancellationToken);
        return Envelope.Done;
    }

    /// <summary>A query for one thing.</summary>
    protected async Task<Envelope> GetAsync<TQuery, TResult, TAnswer>(WireRequest request, CancellationToken cancellationToken)
        where TQuery : IRequest<TResult>
        where TAnswer : notnull
    {
        await PassAsync<TQuery>(request);
        return Envelope.Of(mapper.Map<TAnswer>(await mediator.Send(mapper.Map<TQuery>(request), cancellationToken))!);
    }

    /// <summary>A query for a page.</summary>
    protected async Task<Envelope> ListAsync<TQuery, TItem, TAnswer>(WireRequest request, CancellationToken cancellationToken)
        where TQuery : IRequest<Page<TItem>>
    {
        await PassAsync<TQuery>(request);
        var page = await mediator.Send(mapper.Map<TQuery>(request), cancellationToken);
        return Envelope.Of(mapper.Map<List<TAnswer>>(page.Items), page.TotalCount);
    }

    // Whoever forgets it sends a command without a caller, which the pipeline refuses.
    private ValueTask PassAsync<TCommand>(WireRequest request) =>
        HttpContext.RequestServices.GetRequiredService<RequestGate>().PassAsync(HttpContext, request, typeof(TCommand));
}
