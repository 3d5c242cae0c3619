using Altcraft.Accounts.Application.WebVersionPolicies;
using Altcraft.Accounts.Domain.WebVersionPolicies;

namespace Altcraft.Accounts.UnitTests.Application.WebVersionPolicies;

/// <summary>What only web-version policies have; what they share with other items is tested in Directories.</summary>
internal sealed class SaveWebVersionPolicyTests
{
    private static readonly SaveWebVersionPolicyCommand Full = new() { Name = "month", RetentionDays = 31 };

    private static readonly WebVersionPolicy Stored = new() { Id = 9, Name = "month", RetentionDays = 30 };

    [Test]
    public void ApplyTo_WhenRetentionIsThere_TakesIt() => Assert.That(Full.ApplyTo(Stored).RetentionDays, Is.EqualTo(31));

    [Test]
    public void ApplyTo_WhenRetentionIsAbsent_KeepsIt() =>
        Assert.That((Full with { RetentionDays = default }).ApplyTo(Stored).RetentionDays, Is.EqualTo(30));

    [Test]
    public void ApplyTo_WhenRetentionIsNull_MakesItUnlimited() =>
        Assert.That((Full with { RetentionDays = Parameter<long>.Null }).ApplyTo(Stored).RetentionDays, Is.Null);

    [TestCase(1, true)]
    [TestCase(3650, true)]
    [TestCase(0, false)]
    [TestCase(3651, false)]
    public void Validate_WhenRetention_AllowsOneDayToTenYears(long days, bool isAllowed) => Assert.That(
        new SaveWebVersionPolicyValidator().Check(Full with { RetentionDays = days }),
        isAllowed ? Is.Empty : Is.EqualTo(["retention_days:out_of_range"]));
}
