using Altcraft.Accounts.Application.Accounts;

namespace Altcraft.Accounts.Panel.Accounts;

/// <summary>
/// A column of the table of accounts, and of files. Its name is the member of <c>accounts/list</c> and the key of its text.
/// </summary>
/// <param name="IsDefault">Whether it is shown until somebody chooses.</param>
/// <param name="Value">What a file has in it: yes and no as <c>true</c> and <c>false</c>.</param>
public sealed record AccountColumn(string Name, bool IsDefault, Func<AccountListItem, object> Value)
{
    /// <summary>The column of the name, which leads to the account and is always shown.</summary>
    public const string NameColumn = "name";

    /// <summary>The column of the tariff, which is shown by its name.</summary>
    public const string Tariff = "tariff_id";

    /// <summary>All columns, in their order.</summary>
    public static IReadOnlyList<AccountColumn> All { get; } =
    [
        new("id", true, account => account.Id),
        new(NameColumn, true, account => account.Name),
        new("title", true, account => account.Title),
        new("timezone", false, account => account.Timezone),
        new(Tariff, true, account => account.TariffId),
        new("is_active", true, account => account.IsActive),
        new("is_frozen", true, account => account.IsFrozen),
        new("pixels_enabled", false, account => account.PixelsEnabled),
        new("pushes_enabled", false, account => account.PushesEnabled),
        new("is_smart", false, account => account.IsSmart),
        new("is_subscribers_suspend_all", false, account => account.IsSubscribersSuspendAll),
        new("is_tariff_exceed", false, account => account.IsTariffExceed),
    ];

    /// <summary>The columns that a stored choice names; the default when there is none, or it is unreadable.</summary>
    public static HashSet<string> Parse(string? stored)
    {
        var chosen = stored is null
            ? All.Where(column => column.IsDefault).Select(column => column.Name)
            : All.Select(column => column.Name).Intersect(stored.Split(','));
        return [.. chosen, NameColumn];
    }
}
