using System.Text.Json;
using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Domain.Common;
using AutoMapper;

namespace Altcraft.Accounts.Api.Audit;

/// <summary>Journal entries to answers.</summary>
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
