using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Common;
using MediatR;

namespace Altcraft.Accounts.Application.DirectoryEntries;

/// <summary>Lists directory entries in ID order (contract, section 7).</summary>
/// <typeparam name="TEntry">The kind.</typeparam>
public abstract record ListEntriesQuery<TEntry> : IRequest<Page<TEntry>>, IPageQuery
    where TEntry : DirectoryEntry
{
    /// <inheritdoc/>
    public Parameter<long> FromId { get; init; }

    /// <inheritdoc/>
    public Parameter<long> Limit { get; init; }

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
    protected ListEntriesValidator() => RuleFor(query => query.Search).Optional(AtMost(DirectoryEntry.MaxNameLength));
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
        var search = request.Search.Or(string.Empty);
        return entries.ListAsync(
            new DirectoryFilter(request.FirstId(), request.Size(), search.Length == 0 ? null : TextKey.Of(search)), cancellationToken);
    }
}
