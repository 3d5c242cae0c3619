using Altcraft.Accounts.Api.DirectoryEntries;
using Altcraft.Accounts.Application.Tariffs.Delete;
using Altcraft.Accounts.Application.Tariffs.List;
using Altcraft.Accounts.Application.Tariffs.Save;
using Altcraft.Accounts.Domain.Tariffs;
using AutoMapper;

namespace Altcraft.Accounts.Api.Tariffs;

/// <summary>Requests to commands, tariffs to answers.</summary>
internal sealed class TariffProfile : Profile
{
    public TariffProfile()
    {
        CreateMap<SaveTariffRequest, SaveTariffCommand>();
        CreateMap<EntryIdRequest, DeleteTariffCommand>();
        CreateMap<ListEntriesRequest, ListTariffsQuery>();
        CreateMap<Tariff, TariffAnswer>();
    }
}
