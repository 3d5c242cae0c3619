using System.Text.RegularExpressions;

namespace Altcraft.Accounts.Api.Binding;

/// <summary>A date and time in requests: all of RFC 3339 (contract, section 4).</summary>
internal static partial class Timestamp
{
    // A tick is 100 ns. Further digits, such as the nanoseconds of Go and Java, are cut off; PostgreSQL keeps microseconds.
    private const int FractionDigits = 7;

    /// <summary>Reads text as a time in UTC.</summary>
    public static bool TryParse(string text, out DateTimeOffset timestamp)
    {
        timestamp = default;
        var parts = Rfc3339().Match(text).Groups;
        var dateAndTime = $"{parts["date"].Value} {parts["time"].Value}";
        if (!DateTime.TryParseExact(dateAndTime, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var minute))
        {
            return false;
        }

        var second = Number(parts["second"].Value);
        var fraction = Number(parts["fraction"].Value.PadRight(FractionDigits, '0')[..FractionDigits]);
        var offset = new TimeSpan(Number(parts["hours"].Value), Number(parts["minutes"].Value), 0);
        var ticks = minute.Ticks + (second * TimeSpan.TicksPerSecond) + fraction + (parts["sign"].Value == "-" ? offset : -offset).Ticks;

        // A time beyond what .NET can hold is clamped, so that its range check rejects it.
        timestamp = new DateTimeOffset(Math.Clamp(ticks, 0, DateTime.MaxValue.Ticks), TimeSpan.Zero);

        // Second 60 is a leap second, read as the next one. In UTC it ends a month.
        return second < 60 || timestamp is { Day: 1, Hour: 0, Minute: 0, Second: 0 };
    }

    private static int Number(string digits) => digits.Length == 0 ? 0 : int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        """
        \A (?<date>[0-9]{4}-[0-9]{2}-[0-9]{2}) [Tt] (?<time>[0-9]{2}:[0-9]{2}) : (?<second>[0-5][0-9]|60) (\.(?<fraction>[0-9]+))?
        ([Zz] | (?<sign>[+-]) (?<hours>[01][0-9]|2[0-3]) : (?<minutes>[0-5][0-9])) \z
        """,
        RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Rfc3339();
}
