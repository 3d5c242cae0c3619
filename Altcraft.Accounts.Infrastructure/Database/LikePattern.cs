namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>Builds patterns for <c>LIKE</c> from literal text.</summary>
internal static class LikePattern
{
    /// <summary>Among up to so many rows a search without an index is cheap.</summary>
    public const int FewRows = 20_000;

    /// <summary>A pattern for everything that contains the text.</summary>
    public static string Containing(string text) => "%" + text
        .Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("%", @"\%", StringComparison.Ordinal)
        .Replace("_", @"\_", StringComparison.Ordinal) + "%";

    /// <summary>Whether the text has three letters or digits in a row, which a trigram index needs.</summary>
    public static bool HasTrigram(string text)
    {
        var inARow = 0;
        foreach (var character in text)
        {
            inARow = char.IsLetterOrDigit(character) ? inARow + 1 : 0;
            if (inARow == 3)
            {
                return true;
            }
        }

        return false;
    }
}
