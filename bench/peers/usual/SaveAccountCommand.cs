using AutoMapper;
using MediatR;

namespace Usual;

public sealed class SaveAccountCommand : IRequest<long>
{
    public string Name { get; set; } = "";

    public string Title { get; set; } = "";

    public string Tz { get; set; } = "";

    public string Tariff { get; set; } = "";

    public string? WebVersionPolicy { get; set; }

    public long? AccountPostgresql { get; set; }

    public long? AccountCacheClickhouse { get; set; }

    public IReadOnlyList<long> ExternalDataConnectors { get; set; } = [];

    public short ReportsDay { get; set; }

    public short ReportsHour { get; set; }

    public bool Force2faAuth { get; set; }

    public bool EnablePush { get; set; }

    public bool EnableSmartSettings { get; set; }

    public bool EnablePixel { get; set; }

    public bool EnableTrackEmailReplies { get; set; }

    public string? CustomPushDomain { get; set; }

    public long TokenId { get; set; }

    public string TokenName { get; set; } = "";

    public string? Address { get; set; }

    public string RequestId { get; set; } = "";
}

public sealed class AccountProfile : Profile
{
    public AccountProfile()
    {
        CreateMap<SaveAccountRequest, SaveAccountCommand>()
            .ForMember(command => command.TokenId, options => options.Ignore())
            .ForMember(command => command.TokenName, options => options.Ignore())
            .ForMember(command => command.Address, options => options.Ignore())
            .ForMember(command => command.RequestId, options => options.Ignore());
        CreateMap<SaveAccountCommand, Account>()
            .ForMember(account => account.Id, options => options.Ignore())
            .ForMember(account => account.TariffId, options => options.Ignore())
            .ForMember(account => account.NameKey, options => options.MapFrom(command => command.Name.ToLowerInvariant()))
            .ForMember(account => account.TitleKey, options => options.MapFrom(command => command.Title.ToLowerInvariant()));
    }
}
