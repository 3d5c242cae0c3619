namespace Altcraft.Accounts.Domain.Common;

/// <summary>Finds the name that a mistyped text probably meant.</summary>
public static class NearestName
{
    private const int MaxComparedLength = 64;

    /// <summary>Returns the known name nearest to a text, ignoring case, or <see langword="null"/> when none is close.</summary>
    public static string? Of(string text, IEnumerable<string> known)
    {
        if (text.Length is 0 or > MaxComparedLength)
        {
            return null;
        }

        string? nearest = null;
        var best = Math.Max(1, text.Length / 3) + 1;
        foreach (var name in known)
        {
            if (Math.Abs(name.Length - text.Length) < best && Distance(text, name) is var distance && distance < best)
            {
                (nearest, best) = (name, distance);
            }
        }

        return nearest;
    }

    /// <summary>Returns " Did you mean …?", or an empty text.</summary>
    public static string Question(string text, IEnumerable<string> known) =>
        Of(text, known) is { } nearest ? $" Did you mean \"{nearest}\"?" : string.Empty;

    // Optimal string alignment distance: insertions, deletions, replacements and swapped neighbours.
    private static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            rows[i, 0] = i;
        }

        for (var j = 0; j <= right.Length; j++)
        {
            rows[0, j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = Same(left[i - 1], right[j - 1]) ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && Same(left[i - 1], right[j - 2]) && Same(left[i - 2], right[j - 1]))
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[left.Length, right.Length];
    }

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
