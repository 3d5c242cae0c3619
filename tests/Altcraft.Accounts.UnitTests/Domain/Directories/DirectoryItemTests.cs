using Altcraft.Accounts.Domain.Databases;
using Altcraft.Accounts.Domain.Directories;
using Altcraft.Accounts.Domain.ExternalDataConnectors;
using Altcraft.Accounts.Domain.Tariffs;
using Altcraft.Accounts.Domain.WebVersionPolicies;

namespace Altcraft.Accounts.UnitTests.Domain.Directories;

internal sealed class DirectoryItemTests
{
    [TestCase("gold")]
    [TestCase("7 days")]
    [TestCase("10.0")]
    [TestCase("x")]
    public void CheckName_WhenNotAllDigits_Accepts(string name) => Assert.That(DirectoryItem.CheckName(name), Is.Null);

    [TestCase("7")]
    [TestCase("0042")]
    public void CheckName_WhenAllDigits_Refuses(string name) =>
        Assert.That(DirectoryItem.CheckName(name), Is.EqualTo(new Problem(ErrorCodes.BadValue, "must not be all digits: it would be read as an ID.")));

    [TestCase(64, true)]
    [TestCase(65, false)]
    public void CheckName_WhenLong_AllowsSixtyFour(int length, bool isAllowed) =>
        Assert.That(DirectoryItem.CheckName(new string('x', length))?.Code, Is.EqualTo(isAllowed ? null : ErrorCodes.TooLong));

    [Test]
    public void Fields_WhenTariff_AreTheParametersOfSave() => Assert.That(
        new Tariff { Id = 1, Name = "gold", MaxAccounts = 5, Description = "text" }.Fields(),
        Is.EqualTo(new Dictionary<string, object?> { ["name"] = "gold", ["max_accounts"] = 5, ["description"] = "text" }));

    [Test]
    public void Fields_WhenWebVersionPolicy_AreTheParametersOfSave() => Assert.That(
        new WebVersionPolicy { Id = 1, Name = "month", RetentionDays = 30 }.Fields(),
        Is.EqualTo(new Dictionary<string, object?> { ["name"] = "month", ["retention_days"] = 30, ["description"] = null }));

    [Test]
    public void Fields_WhenDatabase_AreTheParametersOfSave() => Assert.That(
        new Database { Name = "main" }.Fields().Select(field => field.Key),
        Is.EqualTo(["name", "kind", "host", "port", "database", "username", "secret_ref", "description"]));

    [TestCase(typeof(Tariff), "tariff", "tariff")]
    [TestCase(typeof(WebVersionPolicy), "web_version_policy", "web-version policy")]
    [TestCase(typeof(Database), "database", "database")]
    [TestCase(typeof(ExternalDataConnector), "external_data_connector", "external data connector")]
    public void Kinds_WhenFound_HaveTheNamesOfTheContract(Type item, string objectType, string noun)
    {
        var kind = DirectoryKind.All.Single(kind => kind.Item == item);

        Assert.That((kind.ObjectType, kind.Noun), Is.EqualTo((objectType, noun)));
    }

    [Test]
    public void Kinds_WhenCounted_AreEveryItem() => Assert.That(
        DirectoryKind.All.Select(kind => kind.Item),
        Is.EquivalentTo(typeof(DirectoryItem).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(DirectoryItem)) && !type.IsAbstract)));
}
