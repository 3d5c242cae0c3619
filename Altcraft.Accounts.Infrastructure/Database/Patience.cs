namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>
/// How long an answer of the database is waited for: until it has been silent for a second. The clock alone does not tell: a process that
/// was itself held up (a busy machine, a paused container) has not listened for as long as the clock says, so its glances count, too.
/// </summary>
internal sealed class Patience(DatabaseState state)
{
    /// <summary>How often to look whether the answer is there.</summary>
    public static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);

    // For so long nobody must have been answered.
    private static readonly TimeSpan MaxSilence = TimeSpan.FromSeconds(1);

    // It was asked for up to 300 ms after the last sign, so this is the rest of the second.
    private const int Glances = 14;

    private int _glances;
    private long _lastSign;

    /// <summary>Whether it has ended with this glance, which found nothing. Not again while the database is known to be away.</summary>
    public bool EndsNow()
    {
        var lastSign = state.LastSign;

        // Somebody was answered since the last glance: the counting begins anew.
        _glances = lastSign == _lastSign ? _glances + 1 : 1;
        _lastSign = lastSign;
        return _glances >= Glances && state is { IsAway: false } && state.Silence >= MaxSilence;
    }
}
