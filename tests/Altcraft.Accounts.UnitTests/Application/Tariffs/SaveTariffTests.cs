using Altcraft.Accounts.Application.Tariffs;
using Altcraft.Accounts.Domain.Tariffs;

namespace Altcraft.Accounts.UnitTests.Application.Tariffs;

/// <summary>What only tariffs have; what they share with other items is tested in Directories.</summary>
internal sealed class SaveTariffTests
{
    private static readonly SaveTariffCommand Full = new() { Name = "gold", MaxAccounts = 6 };

    private static readonly Tariff Stored = new() { Id = 9, Name = "gold", MaxAccounts = 5 };

    [Test]
    public void ApplyTo_WhenMaxAccountsIsThere_TakesIt() => Assert.That(Full.ApplyTo(Stored).MaxAccounts, Is.EqualTo(6));

    [Test]
    public void ApplyTo_WhenMaxAccountsIsAbsent_KeepsIt() =>
        Assert.That((Full with { MaxAccounts = default }).ApplyTo(Stored).MaxAccounts, Is.EqualTo(5));

    [Test]
    public void ApplyTo_WhenMaxAccountsIsNull_MakesItUnlimited() =>
        Assert.That((Full with { MaxAccounts = Parameter<long>.Null }).ApplyTo(Stored).MaxAccounts, Is.Null);

    [TestCase(0, true)]
    [TestCase(int.MaxValue, true)]
    [TestCase(-1, false)]
    [TestCase(int.MaxValue + 1L, false)]
    public void Validate_WhenMaxAccounts_AllowsZeroToTheHighestInteger(long max, bool isAllowed) => Assert.That(
        new SaveTariffValidator().Check(Full with { MaxAccounts = max }), isAllowed ? Is.Empty : Is.EqualTo(["max_accounts:out_of_range"]));
}
