using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.ExternalDataConnectors;
using Altcraft.Accounts.Application.ExternalDataConnectors.Save;
using Altcraft.Accounts.Domain.ExternalDataConnectors;
using Altcraft.Accounts.UnitTests.Application.DirectoryEntries;
using FluentValidation;
using MediatR;

namespace Altcraft.Accounts.UnitTests.Application.ExternalDataConnectors;

internal sealed class SaveExternalDataConnectorTests : SaveDataSourceHandlerTests<SaveExternalDataConnectorCommand, ExternalDataConnector, IExternalDataConnectorRepository>
{
    protected override string ObjectType => "external_data_connector";

    protected override string Noun => "external data connector";

    protected override IValidator<SaveExternalDataConnectorCommand> Validator => new SaveExternalDataConnectorValidator();

    [TestCase("postgresql", true)]
    [TestCase("mysql", true)]
    [TestCase("mssql", true)]
    [TestCase("oracle", true)]
    [TestCase("clickhouse", true)]
    [TestCase("bigquery", true)]
    [TestCase("sqlite", false)]
    [TestCase("MySQL", false)]
    public void Validate_WhenKind_AllowsThoseOfTheContract(string kind, bool isAllowed) =>
        Assert.That(Validator.Check(Full with { Kind = kind }), isAllowed ? Is.Empty : Is.EqualTo(["kind:bad_value"]));

    protected override IRequestHandler<SaveExternalDataConnectorCommand, SavedId> Handler(IExternalDataConnectorRepository repository, IAuditJournal journal) =>
        new SaveExternalDataConnectorHandler(repository, journal);
}
