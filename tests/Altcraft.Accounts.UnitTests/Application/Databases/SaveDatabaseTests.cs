using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Databases;
using Altcraft.Accounts.Application.Databases.Save;
using Altcraft.Accounts.Domain.Databases;
using Altcraft.Accounts.UnitTests.Application.DirectoryEntries;
using MediatR;

namespace Altcraft.Accounts.UnitTests.Application.Databases;

internal sealed class SaveDatabaseTests : SaveDataSourceHandlerTests<SaveDatabaseCommand, Database, IDatabaseRepository>
{
    protected override string ObjectType => "database";

    protected override string Noun => "database";

    protected override SaveDatabaseCommand Full => new()
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

    protected override Database Stored => new()
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
    [TestCase("clickhouse", true)]
    [TestCase("mysql", false)]
    [TestCase("PostgreSQL", false)]
    public void Validate_WhenKind_AllowsThoseOfTheContract(string kind, bool isAllowed) =>
        Assert.That(new SaveDatabaseValidator().Check(Full with { Kind = kind }), isAllowed ? Is.Empty : Is.EqualTo(["kind:bad_value"]));

    [Test]
    public void Validate_WhenNothingIsThere_TellsEveryRequiredParameter() => Assert.That(
        new SaveDatabaseValidator().Check(new SaveDatabaseCommand()),
        Is.EqualTo(["name:missing", "kind:missing", "host:missing", "port:missing", "database:missing", "username:missing", "secret_ref:missing"]));

    [TestCase(1, true)]
    [TestCase(65535, true)]
    [TestCase(0, false)]
    [TestCase(65536, false)]
    public void Validate_WhenPort_AllowsThoseOfTcp(long port, bool isAllowed) =>
        Assert.That(new SaveDatabaseValidator().Check(Full with { Port = port }), isAllowed ? Is.Empty : Is.EqualTo(["port:out_of_range"]));

    [Test]
    public void Validate_WhenTextsAreTooLong_TellsEach() => Assert.That(
        new SaveDatabaseValidator().Check(Full with
        {
            Host = new string('x', 254),
            Database = new string('x', 129),
            Username = new string('x', 129),
            SecretRef = new string('x', 256),
        }),
        Is.EqualTo(["host:too_long", "database:too_long", "username:too_long", "secret_ref:too_long"]));

    protected override IRequestHandler<SaveDatabaseCommand, SavedId> Handler(IDatabaseRepository repository, IAuditJournal journal) =>
        new SaveDatabaseHandler(repository, journal);
}
