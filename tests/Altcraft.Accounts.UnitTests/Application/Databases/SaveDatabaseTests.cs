using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Databases;
using Altcraft.Accounts.Application.Databases.Save;
using Altcraft.Accounts.Domain.Databases;
using Altcraft.Accounts.UnitTests.Application.DirectoryEntries;
using FluentValidation;
using MediatR;

namespace Altcraft.Accounts.UnitTests.Application.Databases;

internal sealed class SaveDatabaseTests : SaveDataSourceHandlerTests<SaveDatabaseCommand, Database, IDatabaseRepository>
{
    protected override string ObjectType => "database";

    protected override string Noun => "database";

    protected override IValidator<SaveDatabaseCommand> Validator => new SaveDatabaseValidator();

    [TestCase("postgresql", true)]
    [TestCase("clickhouse", true)]
    [TestCase("mysql", false)]
    [TestCase("PostgreSQL", false)]
    public void Validate_WhenKind_AllowsThoseOfTheContract(string kind, bool isAllowed) =>
        Assert.That(Validator.Check(Full with { Kind = kind }), isAllowed ? Is.Empty : Is.EqualTo(["kind:bad_value"]));

    protected override IRequestHandler<SaveDatabaseCommand, SavedId> Handler(IDatabaseRepository repository, IAuditJournal journal) =>
        new SaveDatabaseHandler(repository, journal);
}
