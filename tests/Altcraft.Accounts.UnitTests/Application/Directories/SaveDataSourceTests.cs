using Altcraft.Accounts.Application.Databases;
using Altcraft.Accounts.Application.ExternalDataConnectors;
using Altcraft.Accounts.Domain.Databases;

namespace Altcraft.Accounts.UnitTests.Application.Directories;

/// <summary>What saving a data source does; databases and connectors share the code.</summary>
internal sealed class SaveDataSourceTests
{
    private static readonly SaveDatabaseCommand Full = new()
    {
        Name = "main",
        Kind = "postgresql",
        Host = "db.example.com",
        Port = 5432,
        Database = "data",
        Username = "reader",
        SecretRef = "vault/main",
        Description = "text",
    };

    private static readonly Database Stored = new()
    {
        Id = 9,
        Version = 3,
        Name = "main",
        Kind = "postgresql",
        Host = "db.example.com",
        Port = 5432,
        Database = "data",
        Username = "reader",
        SecretRef = "vault/main",
        Description = "text",
    };

    [Test]
    public void Validate_WhenNothingIsThere_TellsEveryRequiredParameter() => Assert.That(
        Check(new()),
        Is.EqualTo(["name:missing", "kind:missing", "host:missing", "port:missing", "database:missing", "username:missing", "secret_ref:missing"]));

    [TestCase(1, true)]
    [TestCase(65535, true)]
    [TestCase(0, false)]
    [TestCase(65536, false)]
    public void Validate_WhenPort_AllowsThoseOfTcp(long port, bool isAllowed) =>
        Assert.That(Check(Full with { Port = port }), isAllowed ? Is.Empty : Is.EqualTo(["port:out_of_range"]));

    [Test]
    public void Validate_WhenTextsAreTooLong_TellsEach() => Assert.That(
        Check(Full with
        {
            Host = new string('x', 254),
            Database = new string('x', 129),
            Username = new string('x', 129),
            SecretRef = new string('x', 256),
        }),
        Is.EqualTo(["host:too_long", "database:too_long", "username:too_long", "secret_ref:too_long"]));

    [TestCase("postgresql", true)]
    [TestCase("clickhouse", true)]
    [TestCase("mysql", false)]
    [TestCase("PostgreSQL", false)]
    public void Validate_WhenKindOfADatabase_AllowsThoseOfTheContract(string kind, bool isAllowed) =>
        Assert.That(Check(Full with { Kind = kind }), isAllowed ? Is.Empty : Is.EqualTo(["kind:bad_value"]));

    [TestCase("postgresql", true)]
    [TestCase("mysql", true)]
    [TestCase("mssql", true)]
    [TestCase("oracle", true)]
    [TestCase("clickhouse", true)]
    [TestCase("bigquery", true)]
    [TestCase("sqlite", false)]
    [TestCase("MySQL", false)]
    public void Validate_WhenKindOfAConnector_AllowsThoseOfTheContract(string kind, bool isAllowed)
    {
        var command = new SaveExternalDataConnectorCommand
        {
            Name = "crm",
            Kind = kind,
            Host = "h",
            Port = 1,
            Database = "d",
            Username = "u",
            SecretRef = "s",
        };

        Assert.That(new SaveExternalDataConnectorValidator().Check(command), isAllowed ? Is.Empty : Is.EqualTo(["kind:bad_value"]));
    }

    [Test]
    public void ApplyTo_WhenNew_TakesEveryParameter() => Assert.That(Full.ApplyTo(new()).Fields(), Is.EqualTo(Stored.Fields()));

    [Test]
    public async Task ApplyTo_WhenKindDiffers_Refuses()
    {
        var refusal = await Refusal.OfAsync(() => Task.FromResult((Full with { Kind = "clickhouse" }).ApplyTo(Stored)));

        Assert.That(refusal.Summary(), Is.EqualTo("IncorrectRequest kind:bad_value"));
        Assert.That(refusal.Message, Does.StartWith("kind must stay \"postgresql\"").And.Contains("another database instead"));
    }

    [Test]
    public void ApplyTo_WhenAddressDiffers_ChangesThatAlone() => Assert.That(
        (Full with { Host = "other.example.com", Port = 65535 }).ApplyTo(Stored),
        Is.EqualTo(Stored with { Host = "other.example.com", Port = 65535 }));

    private static IReadOnlyList<string> Check(SaveDatabaseCommand command) => new SaveDatabaseValidator().Check(command);
}
