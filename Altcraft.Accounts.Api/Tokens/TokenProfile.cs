using Altcraft.Accounts.Application.Tokens;
using Altcraft.Accounts.Domain.Tokens;
using AutoMapper;

namespace Altcraft.Accounts.Api.Tokens;

/// <summary>Maps tokens to answers.</summary>
internal sealed class TokenProfile : Profile
{
    public TokenProfile()
    {
        CreateMap<CreatedToken, CreatedTokenAnswer>().ForMember(answer => answer.Token, member => member.MapFrom(created => created.Secret));
        CreateMap<ApiToken, TokenAnswer>().ForMember(answer => answer.IsActive, member => member.MapFrom<IsActiveResolver>());
    }

    private sealed class IsActiveResolver(TimeProvider clock) : IValueResolver<ApiToken, TokenAnswer, bool>
    {
        public bool Resolve(ApiToken source, TokenAnswer destination, bool destMember, ResolutionContext context) =>
            source.IsActive(clock.GetUtcNow().UtcDateTime);
    }
}
