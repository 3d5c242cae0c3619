using Altcraft.Accounts.Application.Databases.Delete;
using Altcraft.Accounts.Application.Databases.List;
using Altcraft.Accounts.Application.ExternalDataConnectors.Delete;
using Altcraft.Accounts.Application.ExternalDataConnectors.List;
using Altcraft.Accounts.Application.Tariffs.Delete;
using Altcraft.Accounts.Application.Tariffs.List;
using Altcraft.Accounts.Application.WebVersionPolicies.Delete;
using Altcraft.Accounts.Application.WebVersionPolicies.List;

namespace Altcraft.Accounts.UnitTests.Application.DirectoryEntries;

internal sealed class EntryValidatorTests
{
    [Test]
    public void Validate_WhenDeleteHasNoId_TellsIt()
    {
        Assert.That(new DeleteTariffValidator().Check(new DeleteTariffCommand()), Is.EqualTo(["id:missing"]));
        Assert.That(new DeleteWebVersionPolicyValidator().Check(new DeleteWebVersionPolicyCommand()), Is.EqualTo(["id:missing"]));
        Assert.That(new DeleteDatabaseValidator().Check(new DeleteDatabaseCommand()), Is.EqualTo(["id:missing"]));
        Assert.That(new DeleteExternalDataConnectorValidator().Check(new DeleteExternalDataConnectorCommand()), Is.EqualTo(["id:missing"]));
    }

    [TestCase(1, true)]
    [TestCase(0, false)]
    [TestCase(-1, false)]
    public void Validate_WhenDeleteHasAnId_AllowsPositiveOnes(long id, bool isAllowed) => Assert.That(
        new DeleteTariffValidator().Check(new DeleteTariffCommand { Id = id }), isAllowed ? Is.Empty : Is.EqualTo(["id:out_of_range"]));

    [Test]
    public void Validate_WhenListIsOutOfRange_TellsEveryProblem()
    {
        string[] expected = ["from_id:out_of_range", "limit:out_of_range", "search:too_long"];
        var search = new string('x', 65);

        Assert.That(new ListTariffsValidator().Check(new ListTariffsQuery { FromId = -1, Limit = 0, Search = search }), Is.EqualTo(expected));
        Assert.That(
            new ListWebVersionPoliciesValidator().Check(new ListWebVersionPoliciesQuery { FromId = -1, Limit = 1001, Search = search }),
            Is.EqualTo(expected));
        Assert.That(new ListDatabasesValidator().Check(new ListDatabasesQuery { FromId = -1, Limit = -1, Search = search }), Is.EqualTo(expected));
        Assert.That(
            new ListExternalDataConnectorsValidator().Check(new ListExternalDataConnectorsQuery { FromId = -1, Limit = 0, Search = search }),
            Is.EqualTo(expected));
    }

    [Test]
    public void Validate_WhenListHasNothingOrItsLimits_Accepts()
    {
        Assert.That(new ListTariffsValidator().Check(new ListTariffsQuery()), Is.Empty);
        Assert.That(new ListTariffsValidator().Check(new ListTariffsQuery { FromId = 0, Limit = 1000, Search = new string('x', 64) }), Is.Empty);
    }
}
