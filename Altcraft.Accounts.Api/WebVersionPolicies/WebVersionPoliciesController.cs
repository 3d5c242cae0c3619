using Altcraft.Accounts.Api.Authentication;
using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Application.WebVersionPolicies.Delete;
using Altcraft.Accounts.Application.WebVersionPolicies.List;
using Altcraft.Accounts.Application.WebVersionPolicies.Save;
using Altcraft.Accounts.Domain.WebVersionPolicies;
using Altcraft.Accounts.Domain.Tokens;
using AutoMapper;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Altcraft.Accounts.Api.WebVersionPolicies;

/// <summary>The endpoints for web-version policies (contract, section 7).</summary>
[Route("api/v1.1/admin/web_version_policies")]
public sealed class WebVersionPoliciesController(IMediator mediator, IMapper mapper) : ApiController(mediator, mapper)
{
    /// <summary>Create a web-version policy, or change one.</summary>
    [HttpPost("save")]
    [Scope(Scope.DirectoryWrite)]
    [ProducesResponseType<SavedIdAnswer>(StatusCodes.Status200OK)]
    public Task<Envelope> Save([FromBody] SaveWebVersionPolicyCommand command) => SaveAsync(command);

    /// <summary>List web-version policies in ID order.</summary>
    [HttpPost("list")]
    [Scope(Scope.DirectoryRead)]
    [ProducesResponseType<IReadOnlyList<WebVersionPolicyAnswer>>(StatusCodes.Status200OK)]
    public Task<Envelope> List([FromBody] ListWebVersionPoliciesQuery query) =>
        ListAsync<WebVersionPolicy, WebVersionPolicyAnswer>(query);

    /// <summary>Delete a web-version policy that no account uses.</summary>
    [HttpPost("delete")]
    [Scope(Scope.DirectoryWrite)]
    public Task<Envelope> Delete([FromBody] DeleteWebVersionPolicyCommand command) => DoAsync(command);
}
