using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Application.Directories;

namespace Altcraft.Accounts.Application.Accounts;

/// <summary>Finds what a request refers to. Each reference that names nothing becomes an error.</summary>
internal static class AccountReferenceFinder
{
    /// <summary>Finds an item.</summary>
    /// <param name="field">The parameter, for the error.</param>
    /// <param name="kind">Only a data source of this kind; <see langword="null"/> for any.</param>
    public static async Task<TItem?> FindItemAsync<TItem>(
        this IDirectoryRepository<TItem> items,
        string field,
        EntityReference reference,
        string? kind,
        List<Error> problems,
        CancellationToken cancellationToken)
        where TItem : DirectoryItem
    {
        var item = await items.FindAsync(reference, kind, cancellationToken);
        if (item is null)
        {
            problems.Add(AccountErrors.ReferenceNotFound(field, reference.ToString()));
        }

        return item;
    }

    /// <summary>Finds the ID of an item: <see langword="null"/> for the reference 0, absent when the parameter was.</summary>
    /// <inheritdoc cref="FindItemAsync"/>
    public static async Task<Parameter<long?>> FindIdAsync<TItem>(
        this IDirectoryRepository<TItem> items,
        string field,
        Parameter<EntityReference> parameter,
        string? kind,
        List<Error> problems,
        CancellationToken cancellationToken)
        where TItem : DirectoryItem
    {
        if (!parameter.HasValue || parameter.Value.IsNone)
        {
            return parameter.Select<long?>(_ => null);
        }

        return await items.FindItemAsync(field, parameter.Value, kind, problems, cancellationToken) is { } found
            ? (long?)found.Id
            : Parameter<long?>.Unreadable;
    }
}
