namespace Altcraft.Accounts.Panel.Components;

/// <summary>When a weekly report is due, as people read it.</summary>
internal static class ReportTime
{
    /// <summary>A day of the week: 0 and 7 are Sunday.</summary>
    public static string Day(int day)
    {
        var name = CultureInfo.CurrentCulture.DateTimeFormat.GetDayName((DayOfWeek)(day % 7));
        return char.ToUpper(name[0], CultureInfo.CurrentCulture) + name[1..];
    }

    /// <summary>An hour of the day.</summary>
    public static string Hour(int hour) => new TimeOnly(hour, 0).ToString("t", CultureInfo.CurrentCulture);
}
