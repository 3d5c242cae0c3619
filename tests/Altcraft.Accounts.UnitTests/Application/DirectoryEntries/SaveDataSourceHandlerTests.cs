using Altcraft.Accounts.Application.DirectoryEntries;
using FluentValidation;

namespace Altcraft.Accounts.UnitTests.Application.DirectoryEntries;

/// <summary>What saving does in the two areas of data sources.</summary>
/// <typeparam name="TCommand">The area's command.</typeparam>
/// <typeparam name="TEntry">The area's entry.</typeparam>
/// <typeparam name="TRepository">The area's port.</typeparam>
internal abstract class SaveDataSourceHandlerTests<TCommand, TEntry, TRepository> : SaveEntryHandlerTests<TCommand, TEntry, TRepository>
    where TCommand : SaveDataSourceCommand, new()
    where TEntry : DataSourceEntry, new()
    where TRepository : class, IDirectoryRepository<TEntry>
{
    protected abstract IValidator<TCommand> Validator { get; }

    protected override TCommand Full => new()
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

    protected override TEntry Stored => new()
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

    [Test]
    public void Validate_WhenNothingIsThere_TellsEveryRequiredParameter() => Assert.That(
        Validator.Check(new TCommand()),
        Is.EqualTo(["name:missing", "kind:missing", "host:missing", "port:missing", "database:missing", "username:missing", "secret_ref:missing"]));

    [TestCase(1, true)]
    [TestCase(65535, true)]
    [TestCase(0, false)]
    [TestCase(65536, false)]
    public void Validate_WhenPort_AllowsThoseOfTcp(long port, bool isAllowed) =>
        Assert.That(Validator.Check(Full with { Port = port }), isAllowed ? Is.Empty : Is.EqualTo(["port:out_of_range"]));

    [Test]
    public void Validate_WhenTextsAreTooLong_TellsEach() => Assert.That(
        Validator.Check(Full with
        {
            Host = new string('x', 254),
            Database = new string('x', 129),
            Username = new string('x', 129),
            SecretRef = new string('x', 256),
        }),
        Is.EqualTo(["host:too_long", "database:too_long", "username:too_long", "secret_ref:too_long"]));

    [Test]
    public async Task Handle_WhenKindDiffers_Refuses()
    {
        var refusal = await Refusal.OfAsync(() => HandleAsync(Full with { Id = 9, Kind = "clickhouse" }));

        Assert.That(refusal.Summary(), Is.EqualTo("IncorrectRequest kind:bad_value"));
        Assert.That(refusal.Message, Does.StartWith("kind must stay \"postgresql\""));
        Assert.That(Updated, Is.Null);
    }

    [Test]
    public async Task Handle_WhenAddressChanges_StoresIt()
    {
        await HandleAsync(Full with { Id = 9, Host = "other.example.com", Port = 65535 });

        Assert.That(Entries[0].Changes, Is.EqualTo(
        [
            new FieldChange("host", "db.example.com", "other.example.com"), new FieldChange("port", 5432, 65535),
        ]));
    }
}
