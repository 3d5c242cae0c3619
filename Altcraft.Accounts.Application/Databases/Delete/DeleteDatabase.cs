using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.DirectoryEntries;
using Altcraft.Accounts.Domain.Databases;

namespace Altcraft.Accounts.Application.Databases.Delete;

/// <summary>Deletes a database that no account uses (contract, section 7).</summary>
public sealed record DeleteDatabaseCommand : DeleteEntryCommand;

/// <inheritdoc/>
internal sealed class DeleteDatabaseValidator : DeleteEntryValidator<DeleteDatabaseCommand>;

/// <inheritdoc/>
internal sealed class DeleteDatabaseHandler(IDatabaseRepository entries, IAuditJournal journal)
    : DeleteEntryHandler<DeleteDatabaseCommand, Database>(entries, journal, EntryKind.Database);
