namespace Altcraft.Accounts.Application.Common;

/// <summary>A command that changes something: it gets a transaction, and an Idempotency-Key counts for it.</summary>
public interface IChange
{
    /// <summary>Whether the caller only asks if the change would succeed: all is done and rolled back (<c>validate_only</c>).</summary>
    bool IsDryRun => false;
}
