namespace Altcraft.Accounts.Application.Common;

/// <summary>
/// The problems found in one request (contract, section 1), at most 100. A body of nothing but mistakes must not cost more to reject than
/// to send, so the search ends when the list <see cref="IsFull"/>.
/// </summary>
public sealed class ProblemList
{
    private const int MaxProblems = 100;

    private readonly List<Error> _problems = [];

    /// <summary>Whether the limit is exceeded.</summary>
    public bool IsFull => _problems.Count > MaxProblems;

    /// <summary>The problems, in the order of their discovery.</summary>
    public IReadOnlyList<Error> Items => _problems;

    /// <summary>Adds a problem. The first one beyond the limit is replaced by a remark that there are more.</summary>
    public void Add(Error problem)
    {
        if (!IsFull)
        {
            _problems.Add(_problems.Count < MaxProblems
                ? problem
                : new Error(null, ErrorCodes.BadValue, "There are more problems; they were left out."));
        }
    }
}
