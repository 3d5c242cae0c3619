using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Application.Directories;

/// <summary>Deletes a directory item that no account uses (contract, section 7).</summary>
public sealed record DeleteDirectoryItemCommand<TItem> : ParameterObject, IRequest<Unit>, IChange
    where TItem : DirectoryItem
{
    /// <summary>The ID of the item; required.</summary>
    public Parameter<long> Id { get; init; }
}

internal sealed class DeleteDirectoryItemValidator<TItem> : CommandValidator<DeleteDirectoryItemCommand<TItem>>
    where TItem : DirectoryItem
{
    public DeleteDirectoryItemValidator() => RuleFor(command => command.Id).Required().Id();
}

/// <summary>Deletes an item unless accounts use it: then 409 with their number (contract, section 7).</summary>
internal sealed class DeleteDirectoryItemHandler<TItem>(IDirectoryRepository<TItem> items, IAuditJournal journal)
    : IRequestHandler<DeleteDirectoryItemCommand<TItem>, Unit>
    where TItem : DirectoryItem
{
    private readonly DirectoryKind _kind = DirectoryKind.Of<TItem>();

    public async Task<Unit> Handle(DeleteDirectoryItemCommand<TItem> request, CancellationToken cancellationToken)
    {
        var id = request.Id.Value;
        var item = await items.FindForChangeAsync(id, cancellationToken) ?? throw DirectoryErrors.NotFound(_kind.Noun, id);

        // This check is for the message. The foreign keys enforce the rule.
        var uses = await items.CountUsesAsync(id, cancellationToken);
        if (uses.Total > 0)
        {
            throw DirectoryErrors.InUse(_kind.Noun, uses);
        }

        await items.DeleteAsync(id, cancellationToken);
        var lost = item.Fields().Where(field => field.Value is not null).Select(field => new FieldChange(field.Key, field.Value, null));
        await journal.AppendAsync(AuditRecord.OfItem(_kind, "delete", id, [.. lost]), cancellationToken);
        return Unit.Value;
    }
}
