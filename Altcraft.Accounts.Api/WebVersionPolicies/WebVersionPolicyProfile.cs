using Altcraft.Accounts.Api.DirectoryEntries;
using Altcraft.Accounts.Application.WebVersionPolicies.Delete;
using Altcraft.Accounts.Application.WebVersionPolicies.List;
using Altcraft.Accounts.Application.WebVersionPolicies.Save;
using Altcraft.Accounts.Domain.WebVersionPolicies;
using AutoMapper;

namespace Altcraft.Accounts.Api.WebVersionPolicies;

/// <summary>Requests to commands, web-version policies to answers.</summary>
internal sealed class WebVersionPolicyProfile : Profile
{
    public WebVersionPolicyProfile()
    {
        CreateMap<SaveWebVersionPolicyRequest, SaveWebVersionPolicyCommand>();
        CreateMap<EntryIdRequest, DeleteWebVersionPolicyCommand>();
        CreateMap<ListEntriesRequest, ListWebVersionPoliciesQuery>();
        CreateMap<WebVersionPolicy, WebVersionPolicyAnswer>();
    }
}
