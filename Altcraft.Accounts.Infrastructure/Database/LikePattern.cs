namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>Patterns for <c>LIKE</c> from text that means nothing but itself.</summary>
internal static class LikePattern
{
    /// <summary>Matches whatever contains the text.</summary>
    public static string Containing(string text) => "%" + text
        .Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("%", @"\%", StringComparison.Ordinal)
        .Replace("_", @"\_", StringComparison.Ordinal) + "%";

    /// <summary>Whether the text has three letters or digits in a row, by which an index of trigrams finds it.</summary>
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
