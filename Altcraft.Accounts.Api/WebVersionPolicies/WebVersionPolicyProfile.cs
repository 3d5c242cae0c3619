using Altcraft.Accounts.Domain.WebVersionPolicies;
using AutoMapper;

namespace Altcraft.Accounts.Api.WebVersionPolicies;

/// <summary>Web-version policies to answers.</summary>
internal sealed class WebVersionPolicyProfile : Profile
{
    public WebVersionPolicyProfile()
    {
        CreateMap<WebVersionPolicy, WebVersionPolicyAnswer>();
    }
}
