namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>
/// Whether this process has found, or made, the schema up to date. Until then requests are answered 503 and background jobs wait.
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
