using Altcraft.Accounts.Infrastructure.Database;
using Altcraft.Accounts.Infrastructure.Jobs;

namespace Altcraft.Accounts.Infrastructure.Idempotency;

/// <summary>Deletes Idempotency-Keys after 24 hours (contract, section 10).</summary>
internal sealed class IdempotencyMaintenance(DatabaseConnection database, SchemaState schema, ILogger<IdempotencyMaintenance> logger)
    : MaintenanceJob("idempotency_keys", LockNumber, database, schema, logger)
{
    // An arbitrary number, unique to this job: "keys" in ASCII.
    private const long LockNumber = 0x6B657973;

    protected override IEnumerable<(string Sql, object? Parameters)> Statements() =>
        [("delete from idempotency_keys where created_at <= now() - interval '24 hours'", null)];
}
