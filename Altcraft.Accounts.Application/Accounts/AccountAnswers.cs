using System.Text.Json.Serialization;

namespace Altcraft.Accounts.Application.Accounts;

/// <summary>The answer of <c>accounts/get</c> (contract, section 6).</summary>
public sealed class GetAccountAnswer
{
    /// <summary>The parameters of save, so that the object can be sent back.</summary>
    public required AccountAnswer Account { get; init; }

    /// <summary>The state, which save does not change.</summary>
    public required AccountStateAnswer State { get; init; }
}

/// <summary>The parameters of <c>accounts/save</c>, references as IDs.</summary>
public sealed class AccountAnswer
{
    /// <summary>The ID.</summary>
    public long Id { get; init; }

    /// <summary>The login name.</summary>
    public required string Name { get; init; }

    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>An IANA time zone.</summary>
    public required string Tz { get; init; }

    /// <summary>The tariff's ID.</summary>
    public long Tariff { get; init; }

    /// <summary>The policy's ID, if any.</summary>
    public long? WebVersionPolicy { get; init; }

    /// <summary>The PostgreSQL database's ID, if any.</summary>
    public long? AccountPostgresql { get; init; }

    /// <summary>The ClickHouse database's ID, if any.</summary>
    public long? AccountCacheClickhouse { get; init; }

    /// <summary>The connectors' IDs, in order.</summary>
    public required IReadOnlyList<long> ExternalDataConnectors { get; init; }

    /// <summary>0–7.</summary>
    public int ReportsDay { get; init; }

    /// <summary>0–23.</summary>
    public int ReportsHour { get; init; }

    /// <summary>Whether every user must sign in with a second factor.</summary>
    [JsonPropertyName("force_2fa_auth")]
    public bool Force2faAuth { get; init; }

    /// <summary>Whether push messages are on.</summary>
    public bool EnablePush { get; init; }

    /// <summary>Whether smart settings are on.</summary>
    public bool EnableSmartSettings { get; init; }

    /// <summary>Whether tracking pixels are on.</summary>
    public bool EnablePixel { get; init; }

    /// <summary>Whether replies to e-mails are tracked.</summary>
    public bool EnableTrackEmailReplies { get; init; }

    /// <summary>A host name in ASCII, if any.</summary>
    public string? CustomPushDomain { get; init; }

    /// <summary>Send it back with a save to avoid overwriting a change made in between.</summary>
    public int Version { get; init; }
}

/// <summary>The state of an account.</summary>
public sealed class AccountStateAnswer
{
    /// <summary>Whether the account may be used.</summary>
    public bool IsActive { get; init; }

    /// <summary>Whether the account is frozen.</summary>
    public bool IsFrozen { get; init; }

    /// <summary>How the freeze can be ended, if known.</summary>
    public FrozenDetailsAnswer? FrozenDetails { get; init; }

    /// <summary>Set by the platform's metering.</summary>
    public bool IsSubscribersSuspendAll { get; init; }

    /// <summary>Set by the platform's metering.</summary>
    public bool IsTariffExceed { get; init; }

    /// <summary>When the account was created, UTC.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>When the account was last changed, UTC.</summary>
    public DateTime UpdatedAt { get; init; }
}

/// <summary>How a freeze can be ended.</summary>
public sealed class FrozenDetailsAnswer
{
    /// <summary>Where the account can be paid.</summary>
    public required string PaymentUrl { get; init; }
}

/// <summary>An item of <c>accounts/list</c> (contract, section 6).</summary>
public sealed class AccountListItem
{
    /// <summary>The ID.</summary>
    public long Id { get; init; }

    /// <summary>The login name.</summary>
    public required string Name { get; init; }

    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>An IANA time zone.</summary>
    public required string Timezone { get; init; }

    /// <summary>The tariff's ID.</summary>
    public long TariffId { get; init; }

    /// <summary>Whether the account may be used.</summary>
    public bool IsActive { get; init; }

    /// <summary>Whether tracking pixels are on.</summary>
    public bool PixelsEnabled { get; init; }

    /// <summary>Whether push messages are on.</summary>
    public bool PushesEnabled { get; init; }

    /// <summary>Whether smart settings are on.</summary>
    public bool IsSmart { get; init; }

    /// <summary>Set by the platform's metering.</summary>
    public bool IsSubscribersSuspendAll { get; init; }

    /// <summary>Set by the platform's metering.</summary>
    public bool IsTariffExceed { get; init; }

    /// <summary>Whether the account is frozen.</summary>
    public bool IsFrozen { get; init; }
}
