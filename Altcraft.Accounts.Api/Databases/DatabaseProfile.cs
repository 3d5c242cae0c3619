using Altcraft.Accounts.Api.DirectoryEntries;
using Altcraft.Accounts.Application.Databases.Delete;
using Altcraft.Accounts.Application.Databases.List;
using Altcraft.Accounts.Application.Databases.Save;
using AutoMapper;
using DatabaseEntry = Altcraft.Accounts.Domain.Databases.Database;

namespace Altcraft.Accounts.Api.Databases;

/// <summary>Requests to commands, databases to answers.</summary>
internal sealed class DatabaseProfile : Profile
{
    public DatabaseProfile()
    {
        CreateMap<SaveDatabaseRequest, SaveDatabaseCommand>();
        CreateMap<EntryIdRequest, DeleteDatabaseCommand>();
        CreateMap<ListEntriesRequest, ListDatabasesQuery>();
        CreateMap<DatabaseEntry, DataSourceAnswer>().ForMember(answer => answer.Database, member => member.MapFrom(entry => entry.DatabaseName));
    }
}
