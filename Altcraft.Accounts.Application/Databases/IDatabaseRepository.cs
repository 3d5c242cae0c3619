using Altcraft.Accounts.Application.DirectoryEntries;
using Altcraft.Accounts.Domain.Common;
using Altcraft.Accounts.Domain.Databases;

namespace Altcraft.Accounts.Application.Databases;

/// <summary>Where databases are kept.</summary>
public interface IDatabaseRepository : IDirectoryRepository<Database>
{
    /// <summary>A database of one kind by ID or name.</summary>
    /// <param name="kind">One of <see cref="Database.Kinds"/>.</param>
    /// <param name="reference">ID or name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<Database?> FindAsync(string kind, EntityReference reference, CancellationToken cancellationToken);
}
