using System.Text.Json;
using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Audit.List;
using Altcraft.Accounts.Domain.Common;
using AutoMapper;

namespace Altcraft.Accounts.Api.Audit;

/// <summary>Requests to queries, journal entries to answers.</summary>
internal sealed class AuditProfile : Profile
{
    public AuditProfile()
    {
        CreateMap<ListAuditEntriesRequest, ListAuditEntriesQuery>();
        CreateMap<AuditRecord, AuditEntryAnswer>();
        CreateMap<FieldChange, FieldChangeAnswer>()
            .ForMember(answer => answer.Old, member => member.MapFrom(change => (JsonElement?)change.Old))
            .ForMember(answer => answer.New, member => member.MapFrom(change => (JsonElement?)change.New));
    }
}
