using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Application.DirectoryEntries;

/// <summary>Saves an entry that tells how to reach a data source.</summary>
/// <typeparam name="TCommand">The kind's command.</typeparam>
/// <typeparam name="TEntry">The kind.</typeparam>
internal abstract class SaveDataSourceHandler<TCommand, TEntry>(
    IDirectoryRepository<TEntry> entries, IAuditJournal journal, EntryKind kind)
    : SaveEntryHandler<TCommand, TEntry>(entries, journal, kind)
    where TCommand : SaveDataSourceCommand
    where TEntry : DataSourceEntry, new()
{
    private readonly string _noun = kind.Noun;

    protected override TEntry MergeOwn(TEntry before, TCommand request)
    {
        if (before.Id != 0 && before.Kind != request.Kind.Value)
        {
            throw DirectoryErrors.KindIsFixed(_noun, before.Kind);
        }

        return before with
        {
            Kind = request.Kind.Value,
            Host = request.Host.Value,
            Port = (int)request.Port.Value,
            DatabaseName = request.Database.Value,
            Username = request.Username.Value,
            SecretRef = request.SecretRef.Value,
        };
    }
}
