namespace Altcraft.Accounts.Infrastructure.Joining;

/// <summary>
/// The statements of a <see cref="JoinedWork{TItem,TResult}"/> that are with the database, and whether another may go there. At most two; and
/// a second one only when it is as large as the first: larger batches cost less for each row (docs/performance.md). Then one of them is
/// always with the database while the other one's answers are given and the next requests are read. Not for several threads at once.
/// </summary>
internal sealed class OnTheirWay
{
    /// <summary>
    /// Far longer than a full batch takes: a statement that is on its way for so long waits for something, such as a lock, and whoever
    /// comes then must not wait with it.
    /// </summary>
    public static readonly TimeSpan HeldUp = TimeSpan.FromMilliseconds(50);

    private const int MaxStatements = 2;

    private int _statements;
    private int _items;
    private long _since;

    /// <summary>Whether a statement of so many items may go now.</summary>
    public bool Admits(int items) => _statements == 0
        || (_statements < MaxStatements && (items >= _items || Environment.TickCount64 - _since > HeldUp.TotalMilliseconds));

    /// <summary>A statement goes.</summary>
    public void Add(int items)
    {
        _statements++;
        _items += items;
        _since = Environment.TickCount64;
    }

    /// <summary>A statement of so many items was answered.</summary>
    public void Remove(int items)
    {
        _statements--;
        _items -= items;
    }
}
