namespace Altcraft.Accounts.Application.Common;

/// <summary>What a save answers.</summary>
/// <param name="Id">The ID of what was saved; 0 when a create was only validated.</param>
public sealed record SavedId(long Id);

/// <summary>A page of a list.</summary>
/// <param name="TotalCount">All that match the filters, whatever page was asked for.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, long TotalCount);
