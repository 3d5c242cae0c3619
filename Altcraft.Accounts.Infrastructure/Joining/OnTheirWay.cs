namespace Altcraft.Accounts.Infrastructure.Joining;

/// <summary>
/// The statements of a <see cref="JoinedWork{TItem,TResult}"/> that are with the database, and whether another may go there. At most two, and
/// mostly one: two take each other's processors, and one for all of their items costs less for each (docs/performance.md). Not for several
/// threads at once.
/// </summary>
/// <param name="mostItems">The most items of a statement.</param>
/// <param name="clock">The clock.</param>
internal sealed class OnTheirWay(int mostItems, TimeProvider clock)
{
    /// <summary>
    /// Far longer than a full batch takes: a statement that is on its way for so long waits for something, such as a lock, and whoever
    /// comes then must not wait with it.
    /// </summary>
    public static readonly TimeSpan HeldUp = TimeSpan.FromMilliseconds(50);

    private const int MaxStatements = 2;

    private int _statements;
    private int _items;
    private int _last = 1;
    private int _oneBeforeLast = 1;
    private long _since;

    /// <summary>Whether a statement of so many items may go now.</summary>
    public bool Admits(int items) => _statements == 0 || (_statements < MaxStatements && (IsOneOfFew(items) || IsLarge(items) || IsHeldUp));

    private bool IsHeldUp => clock.GetElapsedTime(_since) >= HeldUp;

    /// <summary>A statement goes.</summary>
    public void Add(int items)
    {
        _statements++;
        _items += items;
        (_oneBeforeLast, _last) = (_last, items);
        _since = clock.GetTimestamp();
    }

    /// <summary>A statement of so many items was answered.</summary>
    public void Remove(int items)
    {
        _statements--;
        _items -= items;
    }

    // With two callers nothing comes together, however long the second one waits.
    private bool IsOneOfFew(int items) => (items, _items, _last, _oneBeforeLast) == (1, 1, 1, 1);

    // Then it gains little by growing, and one is always with the database while the other one's answers are given.
    private bool IsLarge(int items) => items >= mostItems / 2 && items >= _items;
}
