namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>What is known of the database right now, for <c>/health/ready</c>.</summary>
internal sealed class DatabaseState
{
    private volatile bool _isSchemaCurrent;

    /// <summary>Whether this process has found or made the schema up to date.</summary>
    public bool IsSchemaCurrent
    {
        get => _isSchemaCurrent;
        set => _isSchemaCurrent = value;
    }
}
