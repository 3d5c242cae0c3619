using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Tariffs;
using Altcraft.Accounts.Application.Tariffs.Save;
using Altcraft.Accounts.Domain.Tariffs;
using Altcraft.Accounts.UnitTests.Application.DirectoryEntries;
using MediatR;

namespace Altcraft.Accounts.UnitTests.Application.Tariffs;

internal sealed class SaveTariffTests : SaveEntryHandlerTests<SaveTariffCommand, Tariff, ITariffRepository>
{
    protected override string ObjectType => "tariff";

    protected override string Noun => "tariff";

    protected override SaveTariffCommand Full => new() { Name = "gold", Description = "text", MaxAccounts = 5 };

    protected override Tariff Stored => new() { Id = 9, Version = 3, Name = "gold", Description = "text", MaxAccounts = 5 };

    [Test]
    public async Task Handle_WhenMaxAccountsIsAbsent_KeepsIt()
    {
        await HandleAsync(Full with { Id = 9, Name = "renamed", MaxAccounts = default });

        Assert.That(Updated!.MaxAccounts, Is.EqualTo(5));
    }

    [Test]
    public async Task Handle_WhenMaxAccountsIsNull_MakesItUnlimited()
    {
        await HandleAsync(Full with { Id = 9, MaxAccounts = Parameter<long>.Null });

        Assert.That(Updated!.MaxAccounts, Is.Null);
    }

    [TestCase(0, true)]
    [TestCase(int.MaxValue, true)]
    [TestCase(-1, false)]
    [TestCase(int.MaxValue + 1L, false)]
    public void Validate_WhenMaxAccounts_AllowsZeroToTheHighestInteger(long max, bool isAllowed) => Assert.That(
        new SaveTariffValidator().Check(Full with { MaxAccounts = max }), isAllowed ? Is.Empty : Is.EqualTo(["max_accounts:out_of_range"]));

    [Test]
    public void Validate_WhenSharedParametersAreWrong_TellsEach() => Assert.That(
        new SaveTariffValidator().Check(new SaveTariffCommand { Id = -1, Name = "42", Description = new string('x', 1001), Version = 0 }),
        Is.EqualTo(["id:out_of_range", "name:bad_value", "description:too_long", "version:out_of_range"]));

    [Test]
    public void Validate_WhenVersionComesWithoutAnId_TellsIt() => Assert.That(
        new SaveTariffValidator().Check(new SaveTariffCommand { Name = "gold", Version = 3 }), Is.EqualTo(["version:bad_value"]));

    [Test]
    public void Validate_WhenOnlyTheNameIsThere_Accepts() => Assert.That(new SaveTariffValidator().Check(new SaveTariffCommand { Name = "gold" }), Is.Empty);

    [Test]
    public void Validate_WhenNothingIsThere_TellsTheName() => Assert.That(new SaveTariffValidator().Check(new SaveTariffCommand()), Is.EqualTo(["name:missing"]));

    protected override IRequestHandler<SaveTariffCommand, SavedId> Handler(ITariffRepository repository, IAuditJournal journal) =>
        new SaveTariffHandler(repository, journal);
}
