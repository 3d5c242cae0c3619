namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>
/// Whether this process has found the schema up to date, or has updated it. Until then requests are answered with 503 and background jobs
/// wait.
/// </summary>
internal sealed class SchemaState
{
    private volatile bool _isCurrent;

    public bool IsCurrent
    {
        get => _isCurrent;
        set => _isCurrent = value;
    }
}
