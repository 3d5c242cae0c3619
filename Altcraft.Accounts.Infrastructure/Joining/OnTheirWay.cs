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

    // At most two.
    private readonly List<Sent> _statements = new(2);
    private int _last = 1;
    private int _oneBeforeLast = 1;

    /// <summary>Whether a statement of so many items may go now.</summary>
    public bool Admits(int items) => _statements switch
    {
        [] => true,
        [var other] => IsOneOfFew(items, other) || IsLarge(items, other) || IsHeldUp(other),
        _ => false,
    };

    /// <summary>A statement goes.</summary>
    public Sent Add(int items)
    {
        var statement = new Sent(items, clock.GetTimestamp());
        _statements.Add(statement);
        (_oneBeforeLast, _last) = (_last, items);
        return statement;
    }

    /// <summary>A statement was answered.</summary>
    public void Remove(Sent statement) => _statements.Remove(statement);

    // With two callers nothing comes together, however long the second one waits.
    private bool IsOneOfFew(int items, Sent other) => (items, other.Items, _last, _oneBeforeLast) == (1, 1, 1, 1);

    // Then it gains little by growing, and one is always with the database while the other one's answers are given.
    private bool IsLarge(int items, Sent other) => items >= mostItems / 2 && items >= other.Items;

    // However many have gone past it meanwhile.
    private bool IsHeldUp(Sent other) => clock.GetElapsedTime(other.At) >= HeldUp;

    /// <summary>A statement that is on its way.</summary>
    /// <param name="Items">How many items it has.</param>
    /// <param name="At">When it went; a timestamp of the clock.</param>
    internal readonly record struct Sent(int Items, long At);
}
