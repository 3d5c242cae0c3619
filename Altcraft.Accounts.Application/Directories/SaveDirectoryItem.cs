using System.Text.Json.Serialization;
using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Application.Pipeline;

namespace Altcraft.Accounts.Application.Directories;

/// <summary>Creates or updates a directory item: the shared parameters (contract, section 7).</summary>
public abstract record SaveDirectoryItemCommand<TItem> : ParameterObject, IRequest<SavedId>, IChange
    where TItem : DirectoryItem
{
    /// <summary>Absent, null or 0: create. Otherwise the item to change.</summary>
    public Parameter<long> Id { get; init; }

    /// <summary>1–64 characters, not all digits; unique ignoring case.</summary>
    public Parameter<string> Name { get; init; }

    /// <summary>At most 1000 characters.</summary>
    [JsonPropertyOrder(1)]
    public Parameter<string> Description { get; init; }

    /// <summary>The version that was read, together with its <c>id</c>; 409 if the item has changed since.</summary>
    [JsonPropertyOrder(1)]
    public Parameter<long> Version { get; init; }

    /// <summary>Checks everything and stores nothing; false by default.</summary>
    [JsonPropertyOrder(1)]
    public Parameter<bool> ValidateOnly { get; init; }

    /// <inheritdoc/>
    public bool IsDryRun => ValidateOnly.Or(false);

    internal TItem ApplyTo(TItem before) => ApplyOwnTo(before) with
    {
        Name = Name.Value,
        Description = Description.Select<string?>(text => text.Length == 0 ? null : text).Over(before.Description, null),
    };

    /// <summary>Applies the parameters that only this kind has: an absent one keeps its value, null clears it.</summary>
    protected abstract TItem ApplyOwnTo(TItem before);
}

/// <summary>The rules that all kinds share.</summary>
internal abstract class SaveDirectoryItemValidator<TCommand, TItem> : CommandValidator<TCommand>
    where TCommand : SaveDirectoryItemCommand<TItem>
    where TItem : DirectoryItem
{
    protected SaveDirectoryItemValidator()
    {
        RuleFor(command => command.Id).IdOrZero();
        RuleFor(command => command.Name).Required().Must(
            DirectoryItem.CheckName, new ParameterSchema { MaxLength = DirectoryItem.MaxNameLength, Pattern = DirectoryItem.NamePattern });
        RuleFor(command => command.Description).MaxLength(DirectoryItem.MaxDescriptionLength);
        RuleFor(command => command.Version).Version(command => command.Id);
    }
}

/// <summary>Saves a directory item (contract, section 7).</summary>
internal abstract class SaveDirectoryItemHandler<TCommand, TItem>(IDirectoryRepository<TItem> items, IAuditJournal journal)
    : IRequestHandler<TCommand, SavedId>, IKeptName<TCommand>
    where TCommand : SaveDirectoryItemCommand<TItem>
    where TItem : DirectoryItem, new()
{
    private readonly DirectoryKind _kind = DirectoryKind.Of<TItem>();

    public async Task<SavedId> Handle(TCommand request, CancellationToken cancellationToken)
    {
        if (request.Id.Or(0) is var id && id == 0)
        {
            var created = request.ApplyTo(new TItem());
            var newId = await items.AddAsync(created, cancellationToken);
            await journal.AppendAsync(AuditRecord.OfItem(_kind, "create", newId, FieldChange.Between(null, created.Fields())), cancellationToken);
            return new SavedId(request.IsDryRun ? 0 : newId);
        }

        var before = await items.FindForChangeAsync(id, cancellationToken) ?? throw DirectoryErrors.NotFound(_kind.Noun, id);
        VersionErrors.Require(_kind.Noun, request.Version.OrNull(), before.Version);
        var after = request.ApplyTo(before);
        var changes = FieldChange.Between(before.Fields(), after.Fields());
        if (changes.Count > 0)
        {
            await items.UpdateAsync(after, cancellationToken);
            await journal.AppendAsync(AuditRecord.OfItem(_kind, "update", id, changes), cancellationToken);
        }

        return new SavedId(id);
    }

    public async Task<bool> IsKeptAsync(TCommand request, CancellationToken cancellationToken) =>
        request is { Id: { HasValue: true, Value: > 0 }, Name.HasValue: true }
        && await items.FindAsync(EntityReference.ById(request.Id.Value), null, cancellationToken) is { } item
        && item.Name == request.Name.Value;
}
