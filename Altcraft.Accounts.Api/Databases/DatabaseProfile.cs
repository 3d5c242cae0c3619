using Altcraft.Accounts.Api.DirectoryEntries;
using AutoMapper;
using DatabaseEntry = Altcraft.Accounts.Domain.Databases.Database;

namespace Altcraft.Accounts.Api.Databases;

/// <summary>Databases to answers.</summary>
internal sealed class DatabaseProfile : Profile
{
    public DatabaseProfile()
    {
        CreateMap<DatabaseEntry, DataSourceAnswer>().ForMember(answer => answer.Database, member => member.MapFrom(entry => entry.DatabaseName));
    }
}
