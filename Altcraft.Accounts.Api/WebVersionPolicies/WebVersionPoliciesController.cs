using Altcraft.Accounts.Api.Directories;
using Altcraft.Accounts.Application.WebVersionPolicies;
using Altcraft.Accounts.Domain.WebVersionPolicies;
using AutoMapper;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Altcraft.Accounts.Api.WebVersionPolicies;

/// <summary>The endpoints for web-version policies (contract, section 7).</summary>
[Route("api/v1.1/admin/web_version_policies")]
public sealed class WebVersionPoliciesController(IMediator mediator, IMapper mapper)
    : DirectoryController<SaveWebVersionPolicyCommand, WebVersionPolicy, WebVersionPolicyAnswer>(mediator, mapper);
