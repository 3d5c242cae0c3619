using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Directories;
using Altcraft.Accounts.Domain.Databases;

namespace Altcraft.Accounts.Application.Databases;

/// <summary>Creates or updates a database (contract, section 7).</summary>
public sealed record SaveDatabaseCommand : SaveDataSourceCommand<Database>;

internal sealed class SaveDatabaseValidator() : SaveDataSourceValidator<SaveDatabaseCommand, Database>(Database.Kinds);

internal sealed class SaveDatabaseHandler(IDirectoryRepository<Database> databases, IAuditJournal journal)
    : SaveDirectoryItemHandler<SaveDatabaseCommand, Database>(databases, journal);
