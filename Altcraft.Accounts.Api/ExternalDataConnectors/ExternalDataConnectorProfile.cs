using Altcraft.Accounts.Api.DirectoryEntries;
using Altcraft.Accounts.Domain.ExternalDataConnectors;
using AutoMapper;

namespace Altcraft.Accounts.Api.ExternalDataConnectors;

/// <summary>External data connectors to answers.</summary>
internal sealed class ExternalDataConnectorProfile : Profile
{
    public ExternalDataConnectorProfile()
    {
        CreateMap<ExternalDataConnector, DataSourceAnswer>().ForMember(answer => answer.Database, member => member.MapFrom(entry => entry.DatabaseName));
    }
}
