using Altcraft.Accounts.Domain.AccountUsers;
using Altcraft.Accounts.Infrastructure.Audit;
using NpgsqlTypes;
using static Altcraft.Accounts.Infrastructure.Batching.Columns;
using UserColumn = Altcraft.Accounts.Infrastructure.Batching.Column<Altcraft.Accounts.Infrastructure.AccountUsers.AccountUserWrite>;

namespace Altcraft.Accounts.Infrastructure.AccountUsers;

/// <summary>A user to store, with its audit record.</summary>
internal sealed record AccountUserWrite(AccountUser User, AuditRow? Record)
{
    /// <summary>The folded name, by which names are compared.</summary>
    public string NameKey { get; } = TextKey.Of(User.Name);
}

/// <summary>The statements about users, composed once from one list of columns. Parameters are positional: an array for each column.</summary>
internal static class AccountUserStatements
{
    private static readonly IReadOnlyList<UserColumn> Shown =
    [
        UserColumn.Of("account_id", NpgsqlDbType.Bigint, write => write.User.AccountId),
        UserColumn.Of("name", NpgsqlDbType.Text, write => write.User.Name),
        UserColumn.Of("email", NpgsqlDbType.Text, write => write.User.Email),
        UserColumn.Of("first_name", NpgsqlDbType.Text, write => write.User.FirstName),
        UserColumn.Of("last_name", NpgsqlDbType.Text, write => write.User.LastName),
        UserColumn.Of("phone", NpgsqlDbType.Text, write => write.User.Phone),
        UserColumn.Of("lang", NpgsqlDbType.Text, write => write.User.Lang),
        UserColumn.Of("notify_email", NpgsqlDbType.Text, write => write.User.NotifyEmail),
        UserColumn.Of("active", NpgsqlDbType.Boolean, write => write.User.Active),
        UserColumn.Of("master", NpgsqlDbType.Boolean, write => write.User.Master),
    ];

    private static readonly IReadOnlyList<UserColumn> Written =
    [
        .. Shown,
        UserColumn.Of("name_key", NpgsqlDbType.Text, write => write.NameKey),
        UserColumn.Of("search_key", NpgsqlDbType.Text, write => write.User.SearchKey),
    ];

    private static readonly IReadOnlyList<UserColumn> Record = UserColumn.OfRecord(write => write.Record!);

    private static readonly IReadOnlyList<UserColumn> Inserted = [.. Written, .. Record];

    /// <summary>Stores new users. Returns <c>account_id, name_key</c> of those that were stored.</summary>
    public static string Add { get; } = ComposeAdd("on conflict (account_id, name_key) do nothing");

    /// <summary>Stores one new user. The constraints report its errors; nothing is stored when there is no such account.</summary>
    public static string AddAlone { get; } = ComposeAdd(string.Empty);

    /// <summary>Stores one changed user, whose former key is the parameter behind the columns, and raises its version.</summary>
    public static string Update { get; } = $"""
        update account_users u set {Assign(Written)}, version = u.version + 1, updated_at = now()
        from ({Input(Written)}) i
        where u.account_id = i.account_id and u.name_key = {Parameter(Written.Count)}
        """;

    /// <summary>The columns of <c>account_users u</c> for an <see cref="AccountUser"/>.</summary>
    public static string Selected { get; } = $"{Read(Shown, "u.")}, u.version, u.created_at, u.updated_at";

    /// <summary>The parameters of <see cref="Add"/> and <see cref="AddAlone"/>.</summary>
    public static IReadOnlyList<NpgsqlParameter> ParametersOfAdd(IReadOnlyList<AccountUserWrite> writes) =>
        [.. Inserted.Select(column => column.Values(writes))];

    /// <summary>The parameters of <see cref="Update"/>.</summary>
    public static IReadOnlyList<NpgsqlParameter> ParametersOfUpdate(AccountUserWrite write, string nameKey) =>
        [.. Written.Select(column => column.Values([write])), new NpgsqlParameter<string> { TypedValue = nameKey }];

    private static string ComposeAdd(string onConflict) => $"""
        with input as (
            {Input(Inserted)}
        ), added as (
            insert into account_users ({Names(Written)})
            select {Names(Written)} from input i
            where exists (select from accounts a where a.id = i.account_id and a.deleted_at is null)
            -- The same order in all replicas prevents deadlocks on equal names.
            order by account_id, name_key
            {onConflict}
            returning account_id, name_key
        ), record as (
            insert into audit_entries (object_type, object_id, {Names(Record)})
            select 'account_user', i.account_id, {Names(Record, "i.")} from added join input i using (account_id, name_key)
        )
        select account_id, name_key from added
        """;
}
