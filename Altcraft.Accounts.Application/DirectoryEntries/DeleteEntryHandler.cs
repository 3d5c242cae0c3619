using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Common;
using MediatR;

namespace Altcraft.Accounts.Application.DirectoryEntries;

/// <summary>Deletes an entry of any kind, unless an account uses it (contract, section 7): 409 with the number of accounts.</summary>
/// <typeparam name="TCommand">The kind's command.</typeparam>
/// <typeparam name="TEntry">The kind.</typeparam>
internal abstract class DeleteEntryHandler<TCommand, TEntry>(IDirectoryRepository<TEntry> entries, IAuditJournal journal, EntryKind kind)
    : IRequestHandler<TCommand, Done>
    where TCommand : DeleteEntryCommand
    where TEntry : DirectoryEntry
{
    public async Task<Done> Handle(TCommand request, CancellationToken cancellationToken)
    {
        var id = request.Id.Value;
        var entry = await entries.FindForChangeAsync(id, cancellationToken) ?? throw DirectoryErrors.NotFound(kind.Noun, id);

        // For the message only: the foreign keys decide.
        var uses = await entries.CountUsesAsync(id, cancellationToken);
        if (uses.Total > 0)
        {
            throw DirectoryErrors.InUse(kind.Noun, uses);
        }

        await entries.DeleteAsync(id, cancellationToken);
        var lost = entry.Fields().Where(field => field.Value is not null).Select(field => new FieldChange(field.Key, field.Value, null));
        await journal.AppendAsync(kind.Entry("delete", id, [.. lost]), cancellationToken);
        return Done.Value;
    }
}
