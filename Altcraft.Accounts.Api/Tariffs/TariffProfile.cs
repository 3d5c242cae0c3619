using Altcraft.Accounts.Domain.Tariffs;
using AutoMapper;

namespace Altcraft.Accounts.Api.Tariffs;

/// <summary>Tariffs to answers.</summary>
internal sealed class TariffProfile : Profile
{
    public TariffProfile()
    {
        CreateMap<Tariff, TariffAnswer>();
    }
}
