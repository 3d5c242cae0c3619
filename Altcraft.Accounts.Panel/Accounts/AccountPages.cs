using Altcraft.Accounts.Application.Accounts;

namespace Altcraft.Accounts.Panel.Accounts;

/// <summary>
/// Finds the accounts for the rows of a table that is scrolled anywhere. The API pages by ID and not by number, so the place of a row is
/// known only from the beginning, from the end, and where one scrolls on from rows that are known. A jump to anywhere else guesses an ID
/// between those that are known. Rows are always real ones, in order; only their distance to the beginning is an estimate, and is corrected
/// where two runs of rows meet.
/// </summary>
/// <param name="fetch">Reads a page.</param>
public sealed class AccountPages(AccountFetch fetch) : IDisposable
{
    /// <summary>The number of rows that are read at once.</summary>
    public const int PageSize = 100;

    /// <summary>
    /// The most rows of the table: browsers end an element at some millions of pixels, and the sooner, the more the page is enlarged. With more
    /// accounts, a jump goes further.
    /// </summary>
    public const int MostRows = 100_000;

    private readonly SemaphoreSlim _turn = new(1, 1);

    // The first run begins with the first account. The last run ends with the last one, once a jump has needed it. One more may be
    // between them.
    private readonly List<Run> _runs = [];
    private bool _isEndKnown;

    /// <summary>How many accounts the view has, exactly, as of the last page.</summary>
    public long Total { get; private set; }

    /// <summary>A place that was shown before, if any: a jump there shows the same account, and not one that is near it.</summary>
    public AccountPlace? Known { get; set; }

    /// <summary>How many rows the table has.</summary>
    public int Rows { get; private set; }

    /// <summary>The rows at a place of the table; fewer only at its end.</summary>
    public async Task<AccountRows> GetAsync(int start, int count, CancellationToken cancellationToken = default)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_runs.Count == 0)
            {
                await BeginAsync(cancellationToken);
            }

            start = Math.Clamp(start, 0, Math.Max(0, Rows - 1));
            var at = start;
            while (true)
            {
                var end = Math.Min(at + count, Rows);
                var index = Nearest(at, end);
                if (index < 0)
                {
                    at = await JumpAsync(at, cancellationToken);
                }
                else if (_runs[index].Start > at)
                {
                    at = Math.Max(0, at + await ExtendUpAsync(index, cancellationToken));
                }
                else if (_runs[index].End < end)
                {
                    await ExtendDownAsync(index, cancellationToken);
                }
                else
                {
                    var run = _runs[index];
                    return new(run.Rows.GetRange(at - run.Start, end - at), at - start);
                }
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<IReadOnlyList<AccountListItem>> FetchAsync(long? fromId, bool isDescending, CancellationToken cancellationToken)
    {
        var page = await fetch(fromId, isDescending, PageSize, cancellationToken);
        Total = page.TotalCount;
        return page.Items;
    }

    // The run at a place, else one that the rows wanted end in, else one so near that a page leads to it; -1 when there is none.
    private int Nearest(int at, int end)
    {
        var index = _runs.FindIndex(run => run.Start <= at && at < run.End);
        index = index >= 0 ? index : _runs.FindIndex(run => run.Start < end && at < run.End);
        return index >= 0 ? index : _runs.FindIndex(run => run.Start - PageSize < end && at < run.End + PageSize);
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        var first = await FetchAsync(null, false, cancellationToken);
        _runs.Add(new Run(0, first));
        _isEndKnown = first.Count < PageSize;
        Rows = _isEndKnown ? first.Count : (int)Math.Clamp(Total, first.Count, MostRows);
    }

    private async Task ExtendDownAsync(int index, CancellationToken cancellationToken)
    {
        var run = _runs[index];
        if (index == _runs.Count - 1 && Total > MostRows && run.End + PageSize >= Rows)
        {
            await PinEndAsync(cancellationToken);
            return;
        }

        var next = index + 1 < _runs.Count ? _runs[index + 1] : null;
        var page = await FetchAsync(run.LastId + 1, false, cancellationToken);
        var fresh = next is null ? page : page.Where(row => row.Id < next.FirstId).ToList();
        var isMet = fresh.Count < page.Count || page.Count < PageSize;
        run.Rows.AddRange(fresh);
        if (next is null)
        {
            _isEndKnown = isMet;
            Rows = isMet ? run.End : Math.Max(Rows, run.End);
        }
        else
        {
            Move(index + 1, isMet ? run.End - next.Start : Room(run, next));
            JoinIf(isMet, index);
        }
    }

    // Answers by how much the rows of the run have moved.
    private async Task<int> ExtendUpAsync(int index, CancellationToken cancellationToken)
    {
        var (before, run) = (_runs[index - 1], _runs[index]);
        var page = await FetchAsync(run.FirstId - 1, true, cancellationToken);
        var fresh = page.Where(row => row.Id > before.LastId).Reverse().ToList();
        var isMet = fresh.Count < page.Count || page.Count < PageSize;
        run.Rows.InsertRange(0, fresh);
        run.Start -= fresh.Count;
        var moved = isMet ? before.End - run.Start : Room(before, run);
        Move(index, moved);
        JoinIf(isMet, index - 1);
        return moved;
    }

    // Begins a run of its own at a place about which nothing is known. Answers where the place is afterwards.
    private async Task<int> JumpAsync(int at, CancellationToken cancellationToken)
    {
        if (!_isEndKnown)
        {
            await PinEndAsync(cancellationToken);
            return Math.Min(at, Rows - 1);
        }

        _runs.RemoveRange(1, _runs.Count - 2);
        var (first, last) = (_runs[0], _runs[1]);
        var idsForARow = (double)(last.FirstId - first.LastId - 1) / (last.Start - first.End);
        var guess = first.LastId + 1 + (long)Math.Round((at - first.End) * idsForARow);
        var start = at;
        if (Known is { } known && known.Row >= at && known.Row < at + PageSize && known.Id > first.LastId && known.Id < last.FirstId)
        {
            (start, guess) = (known.Row, known.Id);
        }

        var fresh = (await FetchAsync(guess, false, cancellationToken)).Where(row => row.Id < last.FirstId).ToList();
        if (fresh.Count == 0)
        {
            fresh = (await FetchAsync(last.FirstId - 1, true, cancellationToken)).Where(row => row.Id > first.LastId).Reverse().ToList();
        }

        if (fresh.Count == 0)
        {
            Move(1, first.End - last.Start);
            JoinIf(true, 0);
            return Math.Min(at, Rows - 1);
        }

        var run = new Run(start, fresh);
        Move(1, Math.Max(0, run.End - last.Start));
        _runs.Insert(1, run);
        return at;
    }

    private async Task PinEndAsync(CancellationToken cancellationToken)
    {
        var first = _runs[0];
        var page = await FetchAsync(null, true, cancellationToken);
        var fresh = page.Where(row => row.Id > first.LastId).Reverse().ToList();
        _isEndKnown = true;
        if (fresh.Count < page.Count || page.Count < PageSize)
        {
            first.Rows.AddRange(fresh);
            Rows = first.End;
            return;
        }

        Rows = Math.Max(Rows, first.End + fresh.Count);
        _runs.Add(new Run(Rows - fresh.Count, fresh));
    }

    // What is missing between two runs that have not met.
    private int Room(Run before, Run run)
    {
        if (run.Start - before.End >= PageSize)
        {
            return 0;
        }

        var density = (double)Rows / Math.Max(1, _runs[^1].LastId - _runs[0].FirstId);
        return Math.Max(PageSize, (int)Math.Min(MostRows, (run.FirstId - before.LastId) * density)) - (run.Start - before.End);
    }

    private void Move(int index, int by)
    {
        for (; index < _runs.Count; index++)
        {
            _runs[index].Start += by;
        }

        Rows += by;
    }

    private void JoinIf(bool isMet, int index)
    {
        if (isMet)
        {
            _runs[index].Rows.AddRange(_runs[index + 1].Rows);
            _runs.RemoveAt(index + 1);
        }
    }

    private sealed class Run(int start, IEnumerable<AccountListItem> rows)
    {
        public int Start { get; set; } = start;

        public List<AccountListItem> Rows { get; } = [.. rows];

        public int End => Start + Rows.Count;

        public long FirstId => Rows[0].Id;

        public long LastId => Rows[^1].Id;
    }
}
