using Altcraft.Accounts.Api.Authentication;
using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Application.Tokens;
using Altcraft.Accounts.Domain.Tokens;
using AutoMapper;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Altcraft.Accounts.Api.Tokens;

/// <summary>The endpoints for API tokens (contract, section 8).</summary>
[Route("api/v1.1/admin/tokens")]
public sealed class TokensController(IMediator mediator, IMapper mapper) : ApiController(mediator, mapper)
{
    /// <summary>Create a token, with no more scopes and no longer life than the caller's. Its secret is shown only once.</summary>
    [HttpPost("create")]
    [Scope(Scope.Tokens)]
    [ProducesResponseType<CreatedTokenAnswer>(StatusCodes.Status200OK)]
    public Task<Envelope> Create([FromBody] CreateTokenCommand command) => SendAsync<CreatedToken, CreatedTokenAnswer>(command);

    /// <summary>Read the token that the request is sent with, without its secret.</summary>
    [HttpPost("current")]
    [AnyToken]
    [ProducesResponseType<CurrentTokenAnswer>(StatusCodes.Status200OK)]
    public Task<Envelope> Current([FromBody] GetCurrentTokenQuery query) => SendAsync<Caller, CurrentTokenAnswer>(query);

    /// <summary>List tokens in ID order, without their secrets.</summary>
    [HttpPost("list")]
    [Scope(Scope.Tokens)]
    [ProducesResponseType<IReadOnlyList<TokenAnswer>>(StatusCodes.Status200OK)]
    public Task<Envelope> List([FromBody] ListTokensQuery query) => ListAsync<ApiToken, TokenAnswer>(query);

    /// <summary>
    /// Revoke a token permanently, alone or with all that it has created. The caller must have all scopes of what it revokes.
    /// </summary>
    [HttpPost("revoke")]
    [Scope(Scope.Tokens)]
    public Task<Envelope> Revoke([FromBody] RevokeTokenCommand command) => DoAsync(command);
}
