using Altcraft.Accounts.Application.Accounts.SaveAccount;

namespace Altcraft.Accounts.UnitTests.Application.Accounts;

internal sealed class SaveAccountValidatorTests
{
    private readonly SaveAccountValidator _validator = new();

    [Test]
    public void Validate_WhenRequiredParametersAreThere_Accepts() => Assert.That(_validator.Check(Some.SaveAccount), Is.Empty);

    [Test]
    public void Validate_WhenNothingIsThere_TellsEveryRequiredParameterInOrder() => Assert.That(
        _validator.Check(new SaveAccountCommand()),
        Is.EqualTo(["name:missing", "title:missing", "tz:missing", "tariff:missing", "reports_day:missing", "reports_hour:missing"]));

    [Test]
    public void Validate_WhenRequiredParametersAreNullOrEmpty_TellsThemAsMissing() => Assert.That(
        _validator.Check(Some.SaveAccount with
        {
            Name = string.Empty,
            Title = string.Empty,
            Tz = Parameter<string>.Null,
            Tariff = Parameter<EntityReference>.Null,
            ReportsDay = Parameter<long>.Null,
        }),
        Is.EqualTo(["name:missing", "title:missing", "tz:missing", "tariff:missing", "reports_day:missing"]));

    [Test]
    public void Validate_WhenParametersAreUnreadable_DoesNotTellThemTwice() => Assert.That(
        _validator.Check(Some.SaveAccount with
        {
            Id = Parameter<long>.Unreadable,
            Name = Parameter<string>.Unreadable,
            Tariff = Parameter<EntityReference>.Unreadable,
            ReportsHour = Parameter<long>.Unreadable,
            CustomPushDomain = Parameter<string>.Unreadable,
        }),
        Is.Empty);

    [Test]
    public void Validate_WhenEveryValueIsWrong_TellsEveryProblemInOrder() => Assert.That(
        _validator.Check(Some.SaveAccount with
        {
            Id = -1,
            Name = "user@acme",
            Title = new string('x', 256),
            Tz = "Nowhere",
            ReportsDay = 8,
            ReportsHour = 24,
            CustomPushDomain = "localhost",
            Version = 0,
        }),
        Is.EqualTo(
        [
            "id:out_of_range", "name:bad_character", "title:too_long", "tz:bad_value", "reports_day:out_of_range",
            "reports_hour:out_of_range", "custom_push_domain:bad_value", "version:out_of_range",
        ]));

    [TestCase(0, true)]
    [TestCase(1, true)]
    [TestCase(9007199254740991, true)]
    [TestCase(9007199254740992, false)]
    [TestCase(long.MaxValue, false)]
    [TestCase(-1, false)]
    public void Validate_WhenId_AllowsZeroToTheHighestExactNumber(long id, bool isAllowed) =>
        Assert.That(_validator.Check(Some.SaveAccount with { Id = id }), isAllowed ? Is.Empty : Is.EqualTo(["id:out_of_range"]));

    [TestCase(-1, false)]
    [TestCase(0, true)]
    [TestCase(7, true)]
    [TestCase(8, false)]
    [TestCase(long.MaxValue, false)]
    [TestCase(long.MinValue, false)]
    public void Validate_WhenReportsDay_AllowsZeroToSeven(long day, bool isAllowed) =>
        Assert.That(_validator.Check(Some.SaveAccount with { ReportsDay = day }), isAllowed ? Is.Empty : Is.EqualTo(["reports_day:out_of_range"]));

    [TestCase(-1, false)]
    [TestCase(0, true)]
    [TestCase(23, true)]
    [TestCase(24, false)]
    [TestCase(long.MaxValue, false)]
    [TestCase(long.MinValue, false)]
    public void Validate_WhenReportsHour_AllowsZeroToTwentyThree(long hour, bool isAllowed) =>
        Assert.That(_validator.Check(Some.SaveAccount with { ReportsHour = hour }), isAllowed ? Is.Empty : Is.EqualTo(["reports_hour:out_of_range"]));

    [TestCase(1, true)]
    [TestCase(int.MaxValue, true)]
    [TestCase(int.MaxValue + 1L, false)]
    [TestCase(-1, false)]
    public void Validate_WhenVersion_AllowsPositiveIntegers(long version, bool isAllowed) =>
        Assert.That(_validator.Check(Some.SaveAccount with { Id = 42, Version = version }), isAllowed ? Is.Empty : Is.EqualTo(["version:out_of_range"]));

    [Test]
    public void Validate_WhenVersionComesWithoutAnId_TellsIt()
    {
        foreach (var id in new[] { default, Parameter<long>.Null, 0 })
        {
            Assert.That(_validator.Check(Some.SaveAccount with { Id = id, Version = 3 }), Is.EqualTo(["version:bad_value"]));
        }
    }

    [Test]
    public void Validate_WhenTheIdCannotBeRead_SaysNothingOfTheVersion() =>
        Assert.That(_validator.Check(Some.SaveAccount with { Id = Parameter<long>.Unreadable, Version = 3 }), Is.Empty);

    [Test]
    public void Validate_WhenLongestTitle_Accepts() =>
        Assert.That(_validator.Check(Some.SaveAccount with { Title = string.Concat(Enumerable.Repeat("😀", 255)) }), Is.Empty);

    [Test]
    public void Validate_WhenPushDomainIsEmptyOrNull_Accepts()
    {
        Assert.That(_validator.Check(Some.SaveAccount with { CustomPushDomain = string.Empty }), Is.Empty);
        Assert.That(_validator.Check(Some.SaveAccount with { CustomPushDomain = Parameter<string>.Null }), Is.Empty);
    }

    [Test]
    public void Validate_WhenRefused_NamesTheParameterInTheMessage() =>
        Assert.That(_validator.Validate(new SaveAccountCommand()).Errors[2].ErrorMessage, Is.EqualTo("tz is required."));
}
