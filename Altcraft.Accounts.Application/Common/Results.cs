namespace Altcraft.Accounts.Application.Common;

/// <summary>The result of a save.</summary>
/// <param name="Id">The ID of the saved object; 0 for a create that was only validated.</param>
public sealed record SavedId(long Id);

/// <summary>A page of a list.</summary>
/// <param name="TotalCount">The number of items that match the filters, on all pages.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, long TotalCount);
