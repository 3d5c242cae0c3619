using Altcraft.Accounts.Application.Accounts;
using Altcraft.Accounts.Domain.Accounts;
using AutoMapper;

namespace Altcraft.Accounts.Api.Accounts;

/// <summary>Maps accounts to answers.</summary>
internal sealed class AccountProfile : Profile
{
    public AccountProfile()
    {
        CreateMap<Account, GetAccountAnswer>()
            .ForMember(answer => answer.Account, member => member.MapFrom(account => account))
            .ForMember(answer => answer.State, member => member.MapFrom(account => account));
        CreateMap<Account, AccountStateAnswer>()
            .ForMember(answer => answer.FrozenDetails, member => member.MapFrom(account => FrozenDetails(account)));
        CreateMap<Account, AccountAnswer>()
            .IncludeMembers(account => account.Settings);
        CreateMap<AccountSettings, AccountAnswer>(MemberList.None)
            .ForMember(answer => answer.Tz, member => member.MapFrom(settings => settings.TimeZone))
            .ForMember(answer => answer.Tariff, member => member.MapFrom(settings => settings.TariffId))
            .ForMember(answer => answer.WebVersionPolicy, member => member.MapFrom(settings => settings.WebVersionPolicyId))
            .ForMember(answer => answer.AccountPostgresql, member => member.MapFrom(settings => settings.AccountPostgresqlId))
            .ForMember(answer => answer.AccountCacheClickhouse, member => member.MapFrom(settings => settings.AccountCacheClickhouseId))
            .ForMember(answer => answer.ExternalDataConnectors, member => member.MapFrom(settings => settings.ExternalDataConnectorIds));
        CreateMap<Account, AccountListItem>()
            .IncludeMembers(account => account.Settings);
        CreateMap<AccountSettings, AccountListItem>(MemberList.None)
            .ForMember(item => item.Timezone, member => member.MapFrom(settings => settings.TimeZone))
            .ForMember(item => item.PixelsEnabled, member => member.MapFrom(settings => settings.EnablePixel))
            .ForMember(item => item.PushesEnabled, member => member.MapFrom(settings => settings.EnablePush))
            .ForMember(item => item.IsSmart, member => member.MapFrom(settings => settings.EnableSmartSettings));
    }

    private static FrozenDetailsAnswer? FrozenDetails(Account account) =>
        account.FrozenPaymentUrl is { } url ? new FrozenDetailsAnswer { PaymentUrl = url } : null;
}
