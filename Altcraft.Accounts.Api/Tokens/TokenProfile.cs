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
        CreateMap<Caller, CurrentTokenAnswer>()
            .ForMember(answer => answer.Id, member => member.MapFrom(caller => caller.TokenId))
            .ForMember(answer => answer.Name, member => member.MapFrom(caller => caller.TokenName))
            .ForMember(answer => answer.ExpiresAt, member => member.MapFrom(caller => Utc(caller.ExpiresAt)));
        CreateMap<ApiToken, TokenAnswer>()
            .ForMember(answer => answer.IsActive, member => member.MapFrom<IsActiveResolver>())
            .ForMember(answer => answer.ExpiresAt, member => member.MapFrom(token => Utc(token.ExpiresAt)));
    }

    // Older versions stored the end of the year 9999 as infinity, which Npgsql reads without its kind: the answer would lack the Z.
    private static DateTime? Utc(DateTime? time) => time is { } known ? DateTime.SpecifyKind(known, DateTimeKind.Utc) : null;

    private sealed class IsActiveResolver(TimeProvider clock) : IValueResolver<ApiToken, TokenAnswer, bool>
    {
        public bool Resolve(ApiToken source, TokenAnswer destination, bool destMember, ResolutionContext context) =>
            source.IsActive(clock.GetUtcNow().UtcDateTime);
    }
}
