using Altcraft.Accounts.Domain.Accounts;

namespace Altcraft.Accounts.UnitTests.Domain.Accounts;

internal sealed class ReportScheduleTests
{
    [TestCase(-1, false)]
    [TestCase(0, true)]
    [TestCase(7, true)]
    [TestCase(8, false)]
    [TestCase(long.MaxValue, false)]
    [TestCase(long.MinValue, false)]
    public void CheckDay_WhenFromZeroToSeven_Accepts(long day, bool isAllowed) =>
        Assert.That(ReportSchedule.CheckDay(day)?.Code, Is.EqualTo(isAllowed ? null : ErrorCodes.OutOfRange));

    [TestCase(-1, false)]
    [TestCase(0, true)]
    [TestCase(23, true)]
    [TestCase(24, false)]
    [TestCase(long.MaxValue, false)]
    [TestCase(long.MinValue, false)]
    public void CheckHour_WhenFromZeroToTwentyThree_Accepts(long hour, bool isAllowed) =>
        Assert.That(ReportSchedule.CheckHour(hour)?.Code, Is.EqualTo(isAllowed ? null : ErrorCodes.OutOfRange));
}
