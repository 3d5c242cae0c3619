namespace Altcraft.Accounts.Application.Common;

/// <summary>A command that changes something: it runs in a transaction and supports an Idempotency-Key.</summary>
public interface IChange
{
    /// <summary>Whether the caller only asks if the change would succeed (<c>validate_only</c>): it is made and rolled back.</summary>
    bool IsDryRun => false;
}
