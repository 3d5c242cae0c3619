using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Common;
using MediatR;

namespace Altcraft.Accounts.Application.DirectoryEntries;

/// <summary>Lists directory entries in ID order (contract, section 7).</summary>
/// <typeparam name="TEntry">The kind.</typeparam>
public abstract record ListEntriesQuery<TEntry> : PageQuery, IRequest<Page<TEntry>>
    where TEntry : DirectoryEntry
{
    /// <summary>Part of the name, ignoring case.</summary>
    public Parameter<string> Search { get; init; }
}

/// <summary>The rules of every such list.</summary>
/// <typeparam name="TQuery">The query.</typeparam>
/// <typeparam name="TEntry">The kind.</typeparam>
internal abstract class ListEntriesValidator<TQuery, TEntry> : PageQueryValidator<TQuery>
    where TQuery : ListEntriesQuery<TEntry>
    where TEntry : DirectoryEntry
{
    protected ListEntriesValidator() => RuleFor(query => query.Search).MaxLength(DirectoryEntry.MaxNameLength);
}

/// <summary>Lists entries of any kind.</summary>
/// <typeparam name="TQuery">The query.</typeparam>
/// <typeparam name="TEntry">The kind.</typeparam>
internal abstract class ListEntriesHandler<TQuery, TEntry>(IDirectoryRepository<TEntry> entries) : IRequestHandler<TQuery, Page<TEntry>>
    where TQuery : ListEntriesQuery<TEntry>
    where TEntry : DirectoryEntry
{
    public Task<Page<TEntry>> Handle(TQuery request, CancellationToken cancellationToken)
    {
        return entries.ListAsync(
            new DirectoryFilter(request.FirstId, request.Size, request.Search.TextOrNull() is { } search ? TextKey.Of(search) : null), cancellationToken);
    }
}
