using Altcraft.Accounts.Infrastructure.Audit;

namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>The entries of the journal a transaction writes: by them a commit whose answer gets lost is looked for (decision 0009).</summary>
internal sealed class ExpectedEntries(DatabaseState state)
{
    private readonly List<AuditRow> _rows = [];

    public IReadOnlyList<AuditRow> Rows => _rows;

    /// <summary>Above which ID of the journal they are, if anywhere.</summary>
    public long Mark { get; private set; }

    /// <summary>One more, which is about to be sent.</summary>
    public void Add(AuditRow row)
    {
        // Later, the last ID that was seen may be that of this very entry.
        Mark = _rows.Count == 0 ? state.JournalMark : Mark;
        _rows.Add(row);
    }

    public void Clear() => _rows.Clear();
}
