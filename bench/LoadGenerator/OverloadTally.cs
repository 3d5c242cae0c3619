using System.Globalization;

namespace LoadGenerator;

/// <summary>What the clients of one kind were answered within the measured time.</summary>
internal sealed class OverloadTally(string kind)
{
    private readonly Lock _lock = new();
    private readonly List<int> _served = [];
    private readonly List<int> _refused = [];
    private readonly SortedDictionary<string, long> _answers = [];

    public double ServedP99Ms => At(_served, 0.99);

    public void Note(bool isGood, int status, int micros)
    {
        lock (_lock)
        {
            (isGood ? _served : _refused).Add(micros);
            Count(isGood || status != 200 ? status.ToString(CultureInfo.InvariantCulture) : "200 but bad");
        }
    }

    /// <summary>No answer: the connection was refused or cut, or nothing came in time.</summary>
    public void NoteUnanswered(Exception error)
    {
        lock (_lock)
            Count(error is OperationCanceledException ? "timed out" : "cut off: " + error.Message);
    }

    /// <summary>Prints the figures.</summary>
    /// <returns>How many times the other's p99 this one's is; infinite when a request was left without an answer.</returns>
    public double Print(double seconds, OverloadTally? unloaded)
    {
        _served.Sort();
        _refused.Sort();
        var ratio = unloaded is null ? 0 : ServedP99Ms / unloaded.ServedP99Ms;
        var text = string.Create(CultureInfo.InvariantCulture, $"""
              {kind,-7} served  {_served.Count / seconds,8:F0}/s  p50 {At(_served, 0.5),7:F1}  p99 {ServedP99Ms,7:F1}  max {At(_served, 1),7:F1} ms{(unloaded is null ? "" : $"  {ratio:F1} times unloaded")}
                      refused {_refused.Count / seconds,8:F0}/s  p50 {At(_refused, 0.5),7:F1}  p99 {At(_refused, 0.99),7:F1}  max {At(_refused, 1),7:F1} ms
                      answers {string.Join(", ", _answers.Select(answer => $"{answer.Key}: {answer.Value}"))}
            """);
        Console.WriteLine(text);
        return _answers.Keys.All(answer => answer.Length == 3) ? ratio : double.PositiveInfinity;
    }

    private static double At(List<int> sorted, double share) =>
        sorted.Count == 0 ? 0 : sorted[Math.Max(0, (int)Math.Ceiling(sorted.Count * share) - 1)] / 1000.0;

    private void Count(string answer) => _answers[answer] = _answers.GetValueOrDefault(answer) + 1;
}
