using Altcraft.Accounts.Api.DirectoryEntries;
using Altcraft.Accounts.Application.ExternalDataConnectors.Delete;
using Altcraft.Accounts.Application.ExternalDataConnectors.List;
using Altcraft.Accounts.Application.ExternalDataConnectors.Save;
using Altcraft.Accounts.Domain.ExternalDataConnectors;
using AutoMapper;

namespace Altcraft.Accounts.Api.ExternalDataConnectors;

/// <summary>Requests to commands, external data connectors to answers.</summary>
internal sealed class ExternalDataConnectorProfile : Profile
{
    public ExternalDataConnectorProfile()
    {
        CreateMap<SaveExternalDataConnectorRequest, SaveExternalDataConnectorCommand>();
        CreateMap<EntryIdRequest, DeleteExternalDataConnectorCommand>();
        CreateMap<ListEntriesRequest, ListExternalDataConnectorsQuery>();
        CreateMap<ExternalDataConnector, DataSourceAnswer>().ForMember(answer => answer.Database, member => member.MapFrom(entry => entry.DatabaseName));
    }
}
