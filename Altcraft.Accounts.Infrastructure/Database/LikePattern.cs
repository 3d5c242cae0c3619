namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>Patterns for <c>LIKE</c> from text that means nothing but itself.</summary>
internal static class LikePattern
{
    /// <summary>Matches whatever contains the text.</summary>
    public static string Containing(string text) => "%" + text
        .Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("%", @"\%", StringComparison.Ordinal)
        .Replace("_", @"\_", StringComparison.Ordinal) + "%";
}
