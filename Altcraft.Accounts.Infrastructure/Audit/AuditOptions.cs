namespace Altcraft.Accounts.Infrastructure.Audit;

/// <summary>Section <c>Audit</c> of the configuration.</summary>
internal sealed class AuditOptions
{
    /// <summary>The highest number of days: a hundred years.</summary>
    public const int MaxRetentionDays = 36_500;

    /// <summary>What is said when <see cref="RetentionDays"/> is out of its range.</summary>
    public const string RetentionDaysRule = "Audit:RetentionDays must be from 1 to 36500.";

    /// <summary>
    /// How many days the journal is kept, 1–36500, 365 by default (contract, section 9). Whole months go at once, so an entry may stay
    /// up to a month longer.
    /// </summary>
    public int RetentionDays { get; init; } = 365;
}
