namespace Altcraft.Accounts.Infrastructure.Audit;

/// <summary>Section <c>Audit</c> of the configuration.</summary>
internal sealed class AuditOptions
{
    /// <summary>The maximum number of days: a hundred years.</summary>
    public const int MaxRetentionDays = 36_500;

    public const string RetentionDaysRule = "Audit:RetentionDays must be from 1 to 36500.";

    /// <summary>
    /// For how many days audit records are kept, 1–36500, 365 by default (contract, section 9). Whole months are dropped, so a record may
    /// stay up to a month longer.
    /// </summary>
    public int RetentionDays { get; init; } = 365;

    /// <summary>
    /// Whether months that have ended become columnar tables (decision 0029): smaller by far and slower to read. PostgreSQL must have the access
    /// method <c>columnar</c>, which comes with the extension <c>citus_columnar</c>.
    /// </summary>
    public bool Columnar { get; init; }
}
