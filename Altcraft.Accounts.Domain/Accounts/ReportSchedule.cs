namespace Altcraft.Accounts.Domain.Accounts;

/// <summary>The ranges of the weekly report's schedule, in the account's time zone (contract, section 5).</summary>
public static class ReportSchedule
{
    /// <summary>Sunday, like 7.</summary>
    public const int MinDay = 0;

    /// <summary>Sunday.</summary>
    public const int MaxDay = 7;

    /// <summary>Midnight, in the account's time zone.</summary>
    public const int MinHour = 0;

    /// <summary>The last hour of the day, in the account's time zone.</summary>
    public const int MaxHour = 23;
}
