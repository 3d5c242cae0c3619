using Altcraft.Accounts.Infrastructure.Database.Statements;
using NpgsqlTypes;

namespace Altcraft.Accounts.Infrastructure.Accounts;

/// <summary>What the writing statements take of an account and its entry of the journal.</summary>
internal static class AccountColumns
{
    /// <summary>Every column, for one row and for many.</summary>
    public static IReadOnlyList<Column<AccountWrite>> All { get; } =
    [
        Of("Id", write => write.Account.Id),
        Of("Version", write => write.Account.Version),
        Of("Name", write => write.Settings.Name),
        Of("NameKey", write => write.NameKey),
        Of("Title", write => write.Settings.Title),
        Of("TitleKey", write => write.TitleKey),
        Of("TimeZone", write => write.Settings.TimeZone),
        Of("TariffId", write => write.TariffId),
        Of("WebVersionPolicyId", write => write.Settings.WebVersionPolicyId),
        Of("AccountPostgresqlId", write => write.Settings.AccountPostgresqlId),
        Of("AccountCacheClickhouseId", write => write.Settings.AccountCacheClickhouseId),
        Of("ReportsDay", write => (short)write.Settings.Reports.Day),
        Of("ReportsHour", write => (short)write.Settings.Reports.Hour),
        Of("Force2faAuth", write => write.Settings.Force2faAuth),
        Of("EnablePush", write => write.Settings.EnablePush),
        Of("EnableSmartSettings", write => write.Settings.EnableSmartSettings),
        Of("EnablePixel", write => write.Settings.EnablePixel),
        Of("EnableTrackEmailReplies", write => write.Settings.EnableTrackEmailReplies),
        Of("CustomPushDomain", write => write.Settings.CustomPushDomain),
        Of("IsActive", write => write.Account.IsActive),
        Of("IsFrozen", write => write.Account.IsFrozen),
        Of("FrozenPaymentUrl", write => write.Account.FrozenPaymentUrl),
        Of("IsDeleted", write => write.Account.IsDeleted),
        Of("HasPlace", write => write.HasPlace),
        Of("TokenId", write => write.Entry.TokenId),
        Of("TokenName", write => write.Entry.TokenName),
        Of("Address", write => write.Entry.Address),
        Of("RequestId", write => write.Entry.RequestId),
        Of("Action", write => write.Entry.Action),
        Of("Changes", write => write.Entry.Changes, NpgsqlDbType.Jsonb),
    ];

    /// <summary>What a statement for one account takes: every column, and its connectors.</summary>
    public static IReadOnlyList<Binding<AccountWrite>> One { get; } =
        [.. All.Select(column => column.One), new Binding<AccountWrite, long[]>("ConnectorIds", write => write.ConnectorIds)];

    private static Column<AccountWrite> Of<TValue>(string name, Func<AccountWrite, TValue> value, NpgsqlDbType? type = null) =>
        new Column<AccountWrite, TValue>(name, value, type);
}
