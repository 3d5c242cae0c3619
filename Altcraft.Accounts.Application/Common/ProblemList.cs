namespace Altcraft.Accounts.Application.Common;

/// <summary>
/// The problems found in one request (contract, section 1): at most 100. A body of nothing but mistakes must not cost more to refuse than to
/// send, so whoever looks for problems stops when the list <see cref="IsFull"/>.
/// </summary>
public sealed class ProblemList
{
    private const int MaxProblems = 100;

    private readonly List<Error> _problems = [];

    /// <summary>Whether looking for more is of no use.</summary>
    public bool IsFull => _problems.Count > MaxProblems;

    /// <summary>The problems, as they were found.</summary>
    public IReadOnlyList<Error> Items => _problems;

    /// <summary>Adds a problem; the one after the last that fits is replaced by the remark that there are more.</summary>
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
