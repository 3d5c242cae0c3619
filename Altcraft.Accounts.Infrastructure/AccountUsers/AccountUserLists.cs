using Altcraft.Accounts.Application.Accounts;
using Altcraft.Accounts.Application.AccountUsers;
using Altcraft.Accounts.Domain.AccountUsers;
using Altcraft.Accounts.Infrastructure.Database;

namespace Altcraft.Accounts.Infrastructure.AccountUsers;

/// <summary>Reads pages of the users of one account, in name order, with the number of all that match.</summary>
internal static class AccountUserLists
{
    private const string Searched = """
        and u.search_key like @Pattern and u.active = any (@Actives) and u.master = any (@Masters) and u.lang = any (@Langs)
        """;

    // All that match are found before they are sorted: to look for the first ones in name order could mean to read the whole account.
    private const string Page = "order by name_key limit @Limit";

    // One statement for all accounts has one plan. In a small account its users are read, and in a large one, where an expression hides the
    // account from its index, the trigrams are looked up.
    private const string CountInSmall = $"select count(*) from account_users u where u.account_id = @AccountId {Searched}";
    private const string CountInLarge = $"select count(*) from account_users u where u.account_id + 0 = @AccountId {Searched}";

    private static readonly string PageInSmall = $"""
        with found as materialized (
            select {AccountUserStatements.Selected}, u.name_key from account_users u
            where u.account_id = @AccountId {Searched} and u.name_key >= @FromKey
        )
        select * from found {Page}
        """;

    private static readonly string PageInLarge = $"""
        with found as materialized (
            select {AccountUserStatements.Selected}, u.name_key from account_users u
            where u.account_id + 0 = @AccountId {Searched} and u.name_key >= @FromKey
        )
        select * from found {Page}
        """;

    /// <summary>Reads a page.</summary>
    /// <exception cref="AccountsException">400: no index supports the search, and the account has many users.</exception>
    public static async Task<Page<AccountUser>> PageAsync(
        DbSession from, AccountUserFilter filter, CancellationToken cancellationToken)
    {
        if (filter.SearchKey is not { } key)
        {
            return new Page<AccountUser>(await ReadAsync(from, filter, cancellationToken), await CountAsync(from, filter, cancellationToken));
        }

        var all = new AccountUserFilter { AccountId = filter.AccountId, FromKey = string.Empty, Limit = 1 };
        var isLarge = await CountAsync(from, all, cancellationToken) > LikePattern.FewRows;
        if (isLarge && !LikePattern.HasTrigram(key))
        {
            throw new AccountsException(Failure.IncorrectRequest, AccountErrors.SearchTooShort("users"));
        }

        var parameters = Parameters(filter, LikePattern.Containing(key));
        var (pageSql, countSql) = isLarge ? (PageInLarge, CountInLarge) : (PageInSmall, CountInSmall);
        var page = await from.ListAsync<AccountUser>(pageSql, parameters, cancellationToken);

        // What is looked for is rare as a rule, and looking it up a second time would take as long as the first.
        var isWhole = filter.FromKey.Length == 0 && page.Count < filter.Limit;
        return new Page<AccountUser>(page, isWhole ? page.Count : await from.SingleAsync<long>(countSql, parameters, cancellationToken));
    }

    // Each kind of user that the filter allows has an index in name order, so however few match, no others are read.
    private static Task<IReadOnlyList<AccountUser>> ReadAsync(DbSession from, AccountUserFilter filter, CancellationToken cancellationToken)
    {
        var isFiltered = filter is not { Active: null, Master: null, Lang: null };
        var all = $"""
            select {AccountUserStatements.Selected} from account_users u
            where u.account_id = @AccountId and u.name_key >= @FromKey order by u.name_key limit @Limit
            """;
        var filtered = $"""
            with kind as (
                select active, master, lang
                from unnest(@Actives) active cross join unnest(@Masters) master cross join unnest(@Langs) lang
            ), page as (
                select found.name_key from kind cross join lateral (
                    select k.name_key from account_users k
                    where k.account_id = @AccountId and k.active = kind.active and k.master = kind.master and k.lang = kind.lang
                      and k.name_key >= @FromKey
                    order by k.name_key limit @Limit
                ) found
                order by found.name_key limit @Limit
            )
            select {AccountUserStatements.Selected} from page join account_users u on u.account_id = @AccountId and u.name_key = page.name_key
            order by u.name_key
            """;
        return from.ListAsync<AccountUser>(isFiltered ? filtered : all, Parameters(filter), cancellationToken);
    }

    private static Task<long> CountAsync(DbSession from, AccountUserFilter filter, CancellationToken cancellationToken)
    {
        const string Sql = """
            select coalesce(sum(users), 0)::bigint from account_user_counts
            where account_id = @AccountId and active = any (@Actives) and master = any (@Masters) and lang = any (@Langs)
            """;
        return from.SingleAsync<long>(Sql, Parameters(filter), cancellationToken);
    }

    private static object Parameters(AccountUserFilter filter, string? pattern = null) => new
    {
        filter.AccountId,
        filter.FromKey,
        filter.Limit,
        Pattern = pattern,
        Actives = Either(filter.Active),
        Masters = Either(filter.Master),
        Langs = filter.Lang is { } lang ? [lang] : AccountUser.Langs.ToArray(),
    };

    private static bool[] Either(bool? value) => value is { } only ? [only] : [true, false];
}
