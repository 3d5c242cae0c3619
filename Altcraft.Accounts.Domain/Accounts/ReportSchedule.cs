using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Domain.Accounts;

/// <summary>When the weekly report goes out, in the account's time zone (contract, section 5).</summary>
public static class ReportSchedule
{
    /// <summary>Says why a number is not a day of the week, if so.</summary>
    /// <param name="day">0–7.</param>
    public static Problem? CheckDay(long day) => day is >= 0 and <= 7
        ? null
        : new Problem(ErrorCodes.OutOfRange, "must be from 0 to 7: 0 and 7 are Sunday, 1 is Monday.");

    /// <summary>Says why a number is not an hour of the day, if so.</summary>
    /// <param name="hour">0–23.</param>
    public static Problem? CheckHour(long hour) => hour is >= 0 and <= 23
        ? null
        : new Problem(ErrorCodes.OutOfRange, "must be from 0 to 23: the hour in the account's time zone.");
}
