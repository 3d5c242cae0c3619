using Altcraft.Accounts.Application.Accounts;

namespace Altcraft.Accounts.UnitTests.Application.Accounts;

internal sealed class ChangeAccountStateValidatorTests
{
    [Test]
    public void Validate_WhenIdIsAbsent_TellsIt() =>
        Assert.That(new DeleteAccountValidator().Check(new DeleteAccountCommand()), Is.EqualTo(["id:missing"]));

    [TestCase(1, true)]
    [TestCase(9007199254740991, true)]
    [TestCase(0, false)]
    [TestCase(-1, false)]
    [TestCase(9007199254740992, false)]
    public void Validate_WhenId_AllowsOneToTheHighestExactNumber(long id, bool isAllowed) => Assert.That(
        new ActivateAccountValidator().Check(new ActivateAccountCommand { Id = id }),
        isAllowed ? Is.Empty : Is.EqualTo(["id:out_of_range"]));

    [Test]
    public void Validate_WhenDetailsHaveNoUrl_TellsItByItsPath() => Assert.That(
        new FreezeAccountValidator().Validate(new FreezeAccountCommand { Id = 1, FrozenDetails = new FrozenDetails() }).Errors.Select(error => (error.PropertyName, error.ErrorCode, error.ErrorMessage)),
        Is.EqualTo([("frozen_details.payment_url", ErrorCodes.Missing, "frozen_details.payment_url is required.")]));

    [TestCase("", "frozen_details.payment_url:missing")]
    [TestCase("pay.example.com", "frozen_details.payment_url:bad_value")]
    public void Validate_WhenFreezeHasABadUrl_TellsIt(string url, string problem) =>
        Assert.That(new FreezeAccountValidator().Check(new FreezeAccountCommand { Id = 1, FrozenDetails = new FrozenDetails { PaymentUrl = url } }), Is.EqualTo([problem]));

    [Test]
    public void Validate_WhenFreezeHasAUrl_Accepts() =>
        Assert.That(new FreezeAccountValidator().Check(new FreezeAccountCommand { Id = 1, FrozenDetails = new FrozenDetails { PaymentUrl = "https://pay.example.com" } }), Is.Empty);

    [Test]
    public void Validate_WhenFreezeHasNoDetails_Accepts()
    {
        Assert.That(new FreezeAccountValidator().Check(new FreezeAccountCommand { Id = 1 }), Is.Empty);
        Assert.That(new FreezeAccountValidator().Check(new FreezeAccountCommand { Id = 1, FrozenDetails = Parameter<FrozenDetails>.Null }), Is.Empty);
    }

    [TestCase("other", true)]
    [TestCase("", true)]
    [TestCase("user@other", false)]
    public void Validate_WhenRestoreHasAName_ChecksIt(string name, bool isAllowed) => Assert.That(
        new RestoreAccountValidator().Check(new RestoreAccountCommand { Id = 1, Name = name }),
        isAllowed ? Is.Empty : Is.EqualTo(["name:bad_character"]));

    [Test]
    public void Validate_WhenRestoreHasNoName_Accepts() => Assert.That(new RestoreAccountValidator().Check(new RestoreAccountCommand { Id = 1 }), Is.Empty);
}
