using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Application.Directories;

/// <summary>Lists directory items in ID order (contract, section 7).</summary>
public sealed record ListDirectoryItemsQuery<TItem> : PageByIdQuery, IRequest<Page<TItem>>
    where TItem : DirectoryItem
{
    /// <summary>Part of the name, ignoring case.</summary>
    public Parameter<string> Search { get; init; }
}

internal sealed class ListDirectoryItemsValidator<TItem> : PageByIdQueryValidator<ListDirectoryItemsQuery<TItem>>
    where TItem : DirectoryItem
{
    public ListDirectoryItemsValidator() => RuleFor(query => query.Search).MaxLength(DirectoryItem.MaxNameLength);
}

internal sealed class ListDirectoryItemsHandler<TItem>(IDirectoryRepository<TItem> items)
    : IRequestHandler<ListDirectoryItemsQuery<TItem>, Page<TItem>>
    where TItem : DirectoryItem
{
    public Task<Page<TItem>> Handle(ListDirectoryItemsQuery<TItem> request, CancellationToken cancellationToken) => items.ListAsync(
        new DirectoryFilter(request.FirstId, request.Size, request.Search.TextOrNull() is { } search ? TextKey.Of(search) : null),
        cancellationToken);
}
