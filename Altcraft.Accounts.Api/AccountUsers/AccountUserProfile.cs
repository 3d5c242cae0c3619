using Altcraft.Accounts.Application.AccountUsers;
using Altcraft.Accounts.Domain.AccountUsers;
using AutoMapper;

namespace Altcraft.Accounts.Api.AccountUsers;

/// <summary>Maps users to answers.</summary>
internal sealed class AccountUserProfile : Profile
{
    public AccountUserProfile()
    {
        CreateMap<SavedUserName, SavedUserNameAnswer>();
        CreateMap<RedeemedWelcome, RedeemedWelcomeAnswer>();
        CreateMap<UnsentWelcomeMail, WelcomeMailAnswer>()
            .ForMember(answer => answer.Username, member => member.MapFrom(mail => mail.UserName))
            .ForMember(answer => answer.State, member => member.MapFrom(mail => mail.GivenUpAt == null ? "waiting" : "given_up"));
        CreateMap<AccountUser, GetAccountUserAnswer>()
            .ForMember(answer => answer.User, member => member.MapFrom(user => user))
            .ForMember(answer => answer.State, member => member.MapFrom(user => user));
        CreateMap<AccountUser, AccountUserAnswer>()
            .ForMember(answer => answer.NotifyEmail, member => member.MapFrom(user => user.NotifiedEmail));
        CreateMap<AccountUser, AccountUserStateAnswer>();
        CreateMap<AccountUser, AccountUserListItem>()
            .ForMember(item => item.Username, member => member.MapFrom(user => user.Name))
            .ForMember(item => item.FirstName, member => member.MapFrom(user => user.FirstName ?? string.Empty))
            .ForMember(item => item.LastName, member => member.MapFrom(user => user.LastName ?? string.Empty))
            .ForMember(item => item.NotifyEmail, member => member.MapFrom(user => user.NotifiedEmail))
            .ForMember(item => item.Phone, member => member.MapFrom(user => user.Phone ?? string.Empty));
    }
}
