using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>
/// What is known of the database right now. While it is away nobody waits for it: what is asked of it then is refused at once, and
/// what was waiting is let go (decision 0009).
/// </summary>
internal sealed class DatabaseState(TimeProvider clock) : IDisposable
{
    private volatile bool _isSchemaCurrent;
    private volatile CancellationTokenSource _away = new();
    private long _lastSign = clock.GetTimestamp();
    private long _journalMark;

    /// <summary>Whether this process has found or made the schema up to date.</summary>
    public bool IsSchemaCurrent
    {
        get => _isSchemaCurrent;
        set => _isSchemaCurrent = value;
    }

    /// <summary>Whether the database does not answer.</summary>
    public bool IsAway => _away.IsCancellationRequested;

    /// <summary>The last ID of the journal that was seen: whatever is sent from now on is entered under a higher one.</summary>
    public long JournalMark
    {
        get => Interlocked.Read(ref _journalMark);
        set => Interlocked.Exchange(ref _journalMark, value);
    }

    /// <summary>How long ago the database has last answered anything.</summary>
    public TimeSpan Silence => clock.GetElapsedTime(LastSign);

    /// <summary>When that was; a timestamp of the clock.</summary>
    public long LastSign => Interlocked.Read(ref _lastSign);

    public void NoteSign() => Interlocked.Exchange(ref _lastSign, clock.GetTimestamp());

    /// <summary>The database is away: everyone who waits for it is let go.</summary>
    public Task GoneAsync() => _away.CancelAsync();

    /// <summary>The database is back.</summary>
    public void Back()
    {
        NoteSign();
        _away = new CancellationTokenSource();
    }

    // Only cancelled: a source without a timer holds nothing, and somebody may come by after this.
    public void Dispose() => _away.Cancel();

    /// <summary>Waits for the database, but not beyond the moment it is known to be away. The work itself may then still go on.</summary>
    /// <param name="work">What is asked of the database; its token says that the database is away.</param>
    /// <param name="cancellationToken">Ends the wait, too.</param>
    /// <exception cref="AccountsException">503: the database is away.</exception>
    public async Task<T> WaitAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken = default)
    {
        var away = _away.Token;
        if (away.IsCancellationRequested)
        {
            throw PostgresErrors.Unavailable();
        }

        var working = work(away);
        try
        {
            var result = await working.WaitAsync(cancellationToken).WaitAsync(away);
            NoteSign();
            return result;
        }
        catch (OperationCanceledException) when (away.IsCancellationRequested)
        {
            ThreadReserve.For(working);
            throw PostgresErrors.Unavailable();
        }
    }
}
