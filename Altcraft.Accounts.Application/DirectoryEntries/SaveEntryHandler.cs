using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Common;
using MediatR;

namespace Altcraft.Accounts.Application.DirectoryEntries;

/// <summary>Saves an entry of any kind (contract, section 7); a kind adds its name and how its own parameters are merged.</summary>
/// <typeparam name="TCommand">The kind's command.</typeparam>
/// <typeparam name="TEntry">The kind.</typeparam>
internal abstract class SaveEntryHandler<TCommand, TEntry>(IDirectoryRepository<TEntry> entries, IAuditJournal journal, EntryKind kind)
    : IRequestHandler<TCommand, SavedId>
    where TCommand : SaveEntryCommand
    where TEntry : DirectoryEntry, new()
{
    public async Task<SavedId> Handle(TCommand request, CancellationToken cancellationToken)
    {
        if (request.Id.Or(0) is var id && id == 0)
        {
            var created = Merge(new TEntry(), request);
            var newId = await entries.AddAsync(created, cancellationToken);
            await journal.AppendAsync(kind.Entry("create", newId, FieldChange.Between(null, created.Fields())), cancellationToken);
            return new SavedId(request.IsDryRun ? 0 : newId);
        }

        var before = await entries.FindForChangeAsync(id, cancellationToken) ?? throw DirectoryErrors.NotFound(kind.Noun, id);
        if (request.Version.HasValue && request.Version.Value != before.Version)
        {
            throw VersionErrors.Stale(kind.Noun, request.Version.Value, before.Version);
        }

        var after = Merge(before, request);
        var changes = FieldChange.Between(before.Fields(), after.Fields());
        if (changes.Count > 0)
        {
            await entries.UpdateAsync(after, cancellationToken);
            await journal.AppendAsync(kind.Entry("update", id, changes), cancellationToken);
        }

        return new SavedId(id);
    }

    /// <summary>The entry with the parameters only this kind has: absent keeps, null clears.</summary>
    protected abstract TEntry MergeOwn(TEntry before, TCommand request);

    private TEntry Merge(TEntry before, TCommand request) => MergeOwn(before, request) with
    {
        Name = request.Name.Value,
        Description = request.Description.Select<string?>(text => text.Length == 0 ? null : text).Over(before.Description, null),
    };
}
