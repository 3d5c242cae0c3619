using Altcraft.Accounts.Domain.Accounts;

namespace Altcraft.Accounts.Infrastructure.Accounts;

/// <summary>A row of <c>accounts</c> with its connectors.</summary>
internal sealed class AccountRow
{
    public long Id { get; init; }

    public string Name { get; init; } = string.Empty;

    public string Title { get; init; } = string.Empty;

    public string Tz { get; init; } = string.Empty;

    public long TariffId { get; init; }

    public long? WebVersionPolicyId { get; init; }

    public long? AccountPostgresqlId { get; init; }

    public long? AccountCacheClickhouseId { get; init; }

    public long[] ConnectorIds { get; init; } = [];

    public short ReportsDay { get; init; }

    public short ReportsHour { get; init; }

    public bool Force2faAuth { get; init; }

    public bool EnablePush { get; init; }

    public bool EnableSmartSettings { get; init; }

    public bool EnablePixel { get; init; }

    public bool EnableTrackEmailReplies { get; init; }

    public string? CustomPushDomain { get; init; }

    public bool IsActive { get; init; }

    public bool IsFrozen { get; init; }

    public string? FrozenPaymentUrl { get; init; }

    public bool IsSubscribersSuspendAll { get; init; }

    public bool IsTariffExceed { get; init; }

    public int Version { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime UpdatedAt { get; init; }

    public DateTime? DeletedAt { get; init; }

    public Account ToAccount() => new()
    {
        Id = Id,
        Settings = new AccountSettings
        {
            Name = Name,
            Title = Title,
            TimeZone = Tz,
            TariffId = TariffId,
            WebVersionPolicyId = WebVersionPolicyId,
            AccountPostgresqlId = AccountPostgresqlId,
            AccountCacheClickhouseId = AccountCacheClickhouseId,
            ExternalDataConnectorIds = ConnectorIds,
            Reports = new ReportSchedule(ReportsDay, ReportsHour),
            Force2faAuth = Force2faAuth,
            EnablePush = EnablePush,
            EnableSmartSettings = EnableSmartSettings,
            EnablePixel = EnablePixel,
            EnableTrackEmailReplies = EnableTrackEmailReplies,
            CustomPushDomain = CustomPushDomain,
        },
        IsActive = IsActive,
        IsFrozen = IsFrozen,
        FrozenPaymentUrl = FrozenPaymentUrl,
        IsDeleted = DeletedAt is not null,
        IsSubscribersSuspendAll = IsSubscribersSuspendAll,
        IsTariffExceed = IsTariffExceed,
        Version = Version,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
    };
}
