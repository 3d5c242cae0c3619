using Altcraft.Accounts.Application.Accounts;

namespace Altcraft.Accounts.Panel.Accounts;

/// <summary>Reads a page of the accounts that a view has.</summary>
/// <param name="fromId">
/// The ID that the page begins with; the first, or the last in descending order, when it is <see langword="null"/>.
/// </param>
public delegate Task<Page<AccountListItem>> AccountFetch(long? fromId, bool isDescending, int limit, CancellationToken cancellationToken);

/// <summary>Rows of the table.</summary>
/// <param name="Items">The rows, in ID order and without gaps between them.</param>
/// <param name="Shift">By how many rows the table must scroll on, so that it shows the same rows as before.</param>
public sealed record AccountRows(IReadOnlyList<AccountListItem> Items, int Shift);

/// <summary>A row of which it is known which account is in it.</summary>
/// <param name="Row">The number of the row, from 0.</param>
/// <param name="Id">The account.</param>
public sealed record AccountPlace(int Row, long Id);
