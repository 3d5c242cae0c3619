using Altcraft.Accounts.Application.Audit;
using AutoMapper;

namespace Altcraft.Accounts.Api.Audit;

/// <summary>Maps audit records to answers.</summary>
internal sealed class AuditProfile : Profile
{
    public AuditProfile()
    {
        CreateMap<StoredAuditRecord, AuditRecordAnswer>();
        CreateMap<FieldChange, FieldChangeAnswer>()
            .ForMember(answer => answer.Old, member => member.MapFrom(change => (JsonElement?)change.Old))
            .ForMember(answer => answer.New, member => member.MapFrom(change => (JsonElement?)change.New));
    }
}
