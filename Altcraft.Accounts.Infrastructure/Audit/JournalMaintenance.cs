using Altcraft.Accounts.Infrastructure.Database;
using Altcraft.Accounts.Infrastructure.Jobs;

namespace Altcraft.Accounts.Infrastructure.Audit;

/// <summary>
/// Creates the audit journal's monthly partitions in advance, drops those past their retention (contract, section 9), and makes one that has
/// ended compact (decision 0029).
/// </summary>
internal sealed class JournalMaintenance(
    DatabaseConnection database,
    SchemaState schema,
    IOptions<AuditOptions> options,
    TimeProvider clock,
    ILogger<JournalMaintenance> logger) : MaintenanceJob("audit_journal", LockNumber, database, schema, logger)
{
    // An arbitrary number, unique to this job: "journal" in ASCII.
    private const long LockNumber = 0x6A6F75726E616C;

    private const int MonthsAhead = 2;

    protected override IEnumerable<(string Sql, object? Parameters)> Statements()
    {
        const string AddSql = "select audit_entries_add_month(@month)";
        const string ForgetSql = "select audit_entries_forget(@before)";
        const string CompactSql = "select audit_entries_compact(@before, @columnar)";
        var now = clock.GetUtcNow().UtcDateTime;
        for (var ahead = 0; ahead <= MonthsAhead; ahead++)
        {
            yield return (AddSql, new { month = new DateOnly(now.Year, now.Month, 1).AddMonths(ahead) });
        }

        yield return (ForgetSql, new { before = now.AddDays(-options.Value.RetentionDays) });

        // A record has the time at which its transaction began, so a month is still written to for seconds after its end.
        yield return (CompactSql, new { before = now.AddDays(-1), columnar = options.Value.Columnar });
    }
}
