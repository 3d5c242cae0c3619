using Altcraft.Accounts.Api.OpenApi;
using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Application.Tokens.Create;
using Altcraft.Accounts.Application.Tokens.List;
using Altcraft.Accounts.Application.Tokens.Revoke;
using Altcraft.Accounts.Domain.Tokens;
using AutoMapper;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Altcraft.Accounts.Api.Tokens;

/// <summary>The endpoints for API tokens (contract, section 8).</summary>
[Route("api/v1.1/admin/tokens")]
public sealed class TokensController(IMediator mediator, IMapper mapper) : ApiController(mediator, mapper)
{
    /// <summary>Make a token; it is shown this once.</summary>
    [HttpPost("create")]
    [Sends<CreateTokenCommand, CreatedTokenAnswer>]
    public Task<Envelope> Create([FromBody] CreateTokenRequest request, CancellationToken cancellationToken) =>
        GetAsync<CreateTokenCommand, CreatedToken, CreatedTokenAnswer>(request, cancellationToken);

    /// <summary>List tokens in ID order, never their secrets.</summary>
    [HttpPost("list")]
    [Sends<ListTokensQuery, TokenAnswer>]
    public Task<Envelope> List([FromBody] ListTokensRequest request, CancellationToken cancellationToken) =>
        ListAsync<ListTokensQuery, ApiToken, TokenAnswer>(request, cancellationToken);

    /// <summary>Revoke a token for good.</summary>
    [HttpPost("revoke")]
    [Sends<RevokeTokenCommand>]
    public Task<Envelope> Revoke([FromBody] RevokeTokenRequest request, CancellationToken cancellationToken) =>
        DoAsync<RevokeTokenCommand>(request, cancellationToken);
}
