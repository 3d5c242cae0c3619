namespace Altcraft.Accounts.Infrastructure.Joining;

/// <summary>
/// The statements of a <see cref="JoinedWork{TItem,TResult}"/> that are with the database, and whether another may go there. Mostly one: two take
/// each other's processors, and one for all of their items costs less for each (docs/performance.md). More than two only while some of them
/// do not get on at all. Not for several threads at once.
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

    /// <summary>A statement that is on its way for so long, such as one behind a lock that somebody has left, takes nobody's place any more.</summary>
    public static readonly TimeSpan Stuck = TimeSpan.FromSeconds(1);

    /// <summary>The most statements at once, stuck ones among them: the connections are for other requests as well.</summary>
    public const int Most = 4;

    // The oldest first.
    private readonly List<Sent> _statements = new(Most);
    private int _last = 1;
    private int _oneBeforeLast = 1;

    /// <summary>Whether a statement of so many items may go now.</summary>
    public bool Admits(int items)
    {
        var stuck = 0;
        while (stuck < _statements.Count && IsFor(_statements[stuck], Stuck))
        {
            stuck++;
        }

        return _statements.Count < Most && (_statements.Count - stuck) switch
        {
            0 => true,
            1 => IsOneOfFew(items, _statements[^1]) || IsLarge(items, _statements[^1]) || IsFor(_statements[^1], HeldUp),
            _ => false,
        };
    }

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

    private bool IsFor(Sent statement, TimeSpan time) => clock.GetElapsedTime(statement.At) >= time;

    /// <summary>A statement that is on its way.</summary>
    /// <param name="Items">How many items it has.</param>
    /// <param name="At">When it went; a timestamp of the clock.</param>
    internal readonly record struct Sent(int Items, long At);
}
