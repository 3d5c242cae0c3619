using Altcraft.Accounts.Api.Accounts;
using Altcraft.Accounts.Api.DirectoryEntries;
using Altcraft.Accounts.Api.OpenApi;
using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Application.WebVersionPolicies.Delete;
using Altcraft.Accounts.Application.WebVersionPolicies.List;
using Altcraft.Accounts.Application.WebVersionPolicies.Save;
using Altcraft.Accounts.Domain.WebVersionPolicies;
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
    [Sends<SaveWebVersionPolicyCommand, SavedIdAnswer>]
    public Task<Envelope> Save([FromBody] SaveWebVersionPolicyRequest request, CancellationToken cancellationToken) =>
        SaveAsync<SaveWebVersionPolicyCommand>(request, cancellationToken);

    /// <summary>List web-version policies in ID order.</summary>
    [HttpPost("list")]
    [Sends<ListWebVersionPoliciesQuery, WebVersionPolicyAnswer>]
    public Task<Envelope> List([FromBody] ListEntriesRequest request, CancellationToken cancellationToken) =>
        ListAsync<ListWebVersionPoliciesQuery, WebVersionPolicy, WebVersionPolicyAnswer>(request, cancellationToken);

    /// <summary>Delete a web-version policy that no account uses.</summary>
    [HttpPost("delete")]
    [Sends<DeleteWebVersionPolicyCommand>]
    public Task<Envelope> Delete([FromBody] EntryIdRequest request, CancellationToken cancellationToken) =>
        DoAsync<DeleteWebVersionPolicyCommand>(request, cancellationToken);
}
