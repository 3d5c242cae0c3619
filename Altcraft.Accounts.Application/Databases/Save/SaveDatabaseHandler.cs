using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.DirectoryEntries;
using Altcraft.Accounts.Domain.Databases;

namespace Altcraft.Accounts.Application.Databases.Save;

/// <summary>Carries <c>databases/save</c> out (contract, section 7).</summary>
internal sealed class SaveDatabaseHandler(IDatabaseRepository entries, IAuditJournal journal)
    : SaveDataSourceHandler<SaveDatabaseCommand, Database>(entries, journal, EntryKind.Database);
