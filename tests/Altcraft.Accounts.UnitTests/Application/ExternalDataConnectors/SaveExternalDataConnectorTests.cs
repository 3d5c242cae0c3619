using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.ExternalDataConnectors;
using Altcraft.Accounts.Application.ExternalDataConnectors.Save;
using Altcraft.Accounts.Domain.ExternalDataConnectors;
using Altcraft.Accounts.UnitTests.Application.DirectoryEntries;
using MediatR;

namespace Altcraft.Accounts.UnitTests.Application.ExternalDataConnectors;

internal sealed class SaveExternalDataConnectorTests : SaveDataSourceHandlerTests<SaveExternalDataConnectorCommand, ExternalDataConnector, IExternalDataConnectorRepository>
{
    protected override string ObjectType => "external_data_connector";

    protected override string Noun => "external data connector";

    protected override SaveExternalDataConnectorCommand Full => new()
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

    protected override ExternalDataConnector Stored => new()
    {
        Id = 9,
        Version = 3,
        Name = "main",
        Kind = "postgresql",
        Host = "db.example.com",
        Port = 5432,
        DatabaseName = "data",
        Username = "reader",
        SecretRef = "vault/main",
        Description = "text",
    };

    [TestCase("postgresql", true)]
    [TestCase("mysql", true)]
    [TestCase("mssql", true)]
    [TestCase("oracle", true)]
    [TestCase("clickhouse", true)]
    [TestCase("bigquery", true)]
    [TestCase("sqlite", false)]
    [TestCase("MySQL", false)]
    public void Validate_WhenKind_AllowsThoseOfTheContract(string kind, bool isAllowed) =>
        Assert.That(new SaveExternalDataConnectorValidator().Check(Full with { Kind = kind }), isAllowed ? Is.Empty : Is.EqualTo(["kind:bad_value"]));

    [Test]
    public void Validate_WhenNothingIsThere_TellsEveryRequiredParameter() => Assert.That(
        new SaveExternalDataConnectorValidator().Check(new SaveExternalDataConnectorCommand()),
        Is.EqualTo(["name:missing", "kind:missing", "host:missing", "port:missing", "database:missing", "username:missing", "secret_ref:missing"]));

    [TestCase(1, true)]
    [TestCase(65535, true)]
    [TestCase(0, false)]
    [TestCase(65536, false)]
    public void Validate_WhenPort_AllowsThoseOfTcp(long port, bool isAllowed) =>
        Assert.That(new SaveExternalDataConnectorValidator().Check(Full with { Port = port }), isAllowed ? Is.Empty : Is.EqualTo(["port:out_of_range"]));

    [Test]
    public void Validate_WhenTextsAreTooLong_TellsEach() => Assert.That(
        new SaveExternalDataConnectorValidator().Check(Full with
        {
            Host = new string('x', 254),
            Database = new string('x', 129),
            Username = new string('x', 129),
            SecretRef = new string('x', 256),
        }),
        Is.EqualTo(["host:too_long", "database:too_long", "username:too_long", "secret_ref:too_long"]));

    protected override IRequestHandler<SaveExternalDataConnectorCommand, SavedId> Handler(IExternalDataConnectorRepository repository, IAuditJournal journal) =>
        new SaveExternalDataConnectorHandler(repository, journal);
}
