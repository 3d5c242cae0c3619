using Altcraft.Accounts.Application.Accounts.SaveAccount;
using Altcraft.Accounts.Domain.Accounts;

namespace Altcraft.Accounts.UnitTests.Application.Accounts;

internal sealed class SaveAccountHandlerTests
{
    private readonly SaveAccountPorts _ports = new();

    [Test]
    public async Task Handle_WhenIdIsAbsent_CreatesAndAnswersTheNewId()
    {
        var saved = await HandleAsync(Some.SaveAccount);

        Assert.That(saved.Id, Is.EqualTo(17));
        Assert.That(_ports.Added, Has.Property("Id").EqualTo(0).And.Property("IsActive").True.And.Property("IsFrozen").False);
        Assert.That(_ports.Updated, Is.Null);
    }

    [Test]
    public async Task Handle_WhenIdIsZeroOrNull_Creates()
    {
        await HandleAsync(Some.SaveAccount with { Id = 0 });
        Assert.That(_ports.Added, Is.Not.Null);

        var ports = new SaveAccountPorts();
        await new SaveAccountHandler(ports.Resolver, ports.Accounts, ports.Quota).Handle(Some.SaveAccount with { Id = Parameter<long>.Null }, default);
        Assert.That(ports.Added, Is.Not.Null);
    }

    [Test]
    public async Task Handle_WhenOnlyRequiredParametersAreSent_CreatesWithTheDefaults()
    {
        await HandleAsync(Some.SaveAccount);

        var expected = new AccountSettings
        {
            Name = "acme",
            Title = "Acme Ltd",
            TimeZone = "Europe/Moscow",
            TariffId = 7,
            ReportsDay = 1,
            ReportsHour = 9,
        };
        Assert.That(_ports.Added!.Settings.Fields(), Is.EqualTo(expected.Fields()));
    }

    [Test]
    public async Task Handle_WhenEveryParameterIsSent_CreatesWithAllOfThem()
    {
        await HandleAsync(Some.SaveAccount with
        {
            Tariff = EntityReference.Parse("gold"),
            WebVersionPolicy = EntityReference.Parse("MONTH"),
            AccountPostgresql = EntityReference.Parse("main"),
            AccountCacheClickhouse = EntityReference.Parse("main"),
            ExternalDataConnectors = References("5", "shop"),
            Force2faAuth = true,
            EnablePush = true,
            EnableSmartSettings = true,
            EnablePixel = true,
            EnableTrackEmailReplies = true,
            CustomPushDomain = "PUSH.example.com.",
        });

        Assert.That(_ports.Added!.Settings.Fields(), Is.EqualTo(Some.Settings.Fields()));
    }

    [Test]
    public async Task Handle_WhenCreated_WritesWhatItHasIntoTheJournal()
    {
        await HandleAsync(Some.SaveAccount with { EnablePush = true });

        Assert.That(_ports.Entry, Has.Property("Action").EqualTo("account.create").And.Property("ObjectType").EqualTo("account"));
        Assert.That(_ports.Entry!.Changes, Does.Contain(new FieldChange("name", null, "acme")).And.Contains(new FieldChange("enable_push", null, true)));
    }

    [Test]
    public async Task Handle_WhenACreateIsOnlyValidated_AnswersZero()
    {
        var saved = await HandleAsync(Some.SaveAccount with { ValidateOnly = true });

        Assert.That(saved.Id, Is.Zero);
    }

    [Test]
    public async Task Handle_WhenTariffIsZero_TellsThatNoneHasIt()
    {
        var refusal = await Refusal.OfAsync(() => HandleAsync(Some.SaveAccount with { Tariff = EntityReference.ById(0) }));

        Assert.That(refusal.Summary(), Is.EqualTo("IncorrectRequest tariff:not_found"));
    }

    [TestCase(1, true)]
    [TestCase(2, false)]
    [TestCase(3, false)]
    public async Task Handle_WhenTariffHasALimit_CreatesBelowIt(int taken, bool isAllowed)
    {
        _ports.ActiveAccounts = taken;
        var command = Some.SaveAccount with { Tariff = EntityReference.ById(8) };

        if (isAllowed)
        {
            await HandleAsync(command);
        }
        else
        {
            var refusal = await Refusal.OfAsync(() => HandleAsync(command));
            Assert.That(refusal.Summary(), Is.EqualTo("LimitReached tariff:limit_reached"));
            Assert.That(refusal.Message, Does.StartWith("The tariff \"Small\" allows 2 active accounts, and it already has that many"));
        }

        Assert.That(_ports.Added is not null, Is.EqualTo(isAllowed));
    }

    private static Parameter<IReadOnlyList<EntityReference>> References(params string[] references) =>
        Parameter<IReadOnlyList<EntityReference>>.Of([.. references.Select(EntityReference.Parse)]);

    private Task<SavedId> HandleAsync(SaveAccountCommand command) =>
        new SaveAccountHandler(_ports.Resolver, _ports.Accounts, _ports.Quota).Handle(command, default);
}
