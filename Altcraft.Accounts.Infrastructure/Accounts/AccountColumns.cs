namespace Altcraft.Accounts.Infrastructure.Accounts;

/// <summary>A batch as <c>unnest</c> takes it: an array for each column.</summary>
internal static class AccountColumns
{
    /// <summary>One column of a batch, in its order.</summary>
    public static T[] Column<T>(this IReadOnlyList<AccountWrite> accounts, Func<AccountWrite, T> value)
    {
        var column = new T[accounts.Count];
        for (var i = 0; i < column.Length; i++)
        {
            column[i] = value(accounts[i]);
        }

        return column;
    }
}
