using Altcraft.Accounts.Application.Accounts.SaveAccount;
using Altcraft.Accounts.Domain.Accounts;

namespace Altcraft.Accounts.UnitTests.Application.Accounts;

internal sealed class SaveAccountHandlerUpdateTests
{
    private readonly SaveAccountPorts _ports = new();

    private static SaveAccountCommand Update => Some.SaveAccount with { Id = 42 };

    [Test]
    public async Task Handle_WhenAnUpdateIsOnlyValidated_AnswersItsId()
    {
        var saved = await HandleAsync(Update with { ValidateOnly = true });

        Assert.That(saved.Id, Is.EqualTo(42));
    }

    [Test]
    public async Task Handle_WhenOptionalParametersAreAbsent_KeepsThem()
    {
        var saved = await HandleAsync(Update with { Title = "New title" });

        Assert.That(saved.Id, Is.EqualTo(42));
        Assert.That(_ports.Updated!.Settings.Fields(), Is.EqualTo((Some.Settings with { Title = "New title" }).Fields()));
        Assert.That(_ports.Entry!.Action, Is.EqualTo("account.update"));
        Assert.That(_ports.Entry.ObjectId, Is.EqualTo(42));
        Assert.That(_ports.Entry.Changes, Is.EqualTo([new FieldChange("title", "Acme Ltd", "New title")]));
        Assert.That(_ports.Added, Is.Null);
    }

    [Test]
    public async Task Handle_WhenOptionalParametersAreNull_ClearsThem()
    {
        await HandleAsync(Update with
        {
            WebVersionPolicy = Parameter<EntityReference>.Null,
            AccountPostgresql = Parameter<EntityReference>.Null,
            AccountCacheClickhouse = Parameter<EntityReference>.Null,
            ExternalDataConnectors = Parameter<IReadOnlyList<EntityReference>>.Null,
            Force2faAuth = Parameter<bool>.Null,
            EnablePush = Parameter<bool>.Null,
            EnableSmartSettings = Parameter<bool>.Null,
            EnablePixel = Parameter<bool>.Null,
            EnableTrackEmailReplies = Parameter<bool>.Null,
            CustomPushDomain = Parameter<string>.Null,
        });

        Assert.That(_ports.Updated!.Settings, Has.Property("ExternalDataConnectorIds").Empty);
        Assert.That(_ports.Updated.Settings, Is.EqualTo(new AccountSettings
        {
            Name = "acme",
            Title = "Acme Ltd",
            TimeZone = "Europe/Moscow",
            TariffId = 7,
            ReportsDay = 1,
            ReportsHour = 9,
            ExternalDataConnectorIds = _ports.Updated.Settings.ExternalDataConnectorIds,
        }));
    }

    [Test]
    public async Task Handle_WhenReferenceIsZeroAndTextIsEmpty_ClearsThem()
    {
        await HandleAsync(Update with
        {
            WebVersionPolicy = EntityReference.ById(0),
            AccountPostgresql = EntityReference.Parse("0"),
            ExternalDataConnectors = References(),
            CustomPushDomain = string.Empty,
        });

        var settings = _ports.Updated!.Settings;
        Assert.That(
            (settings.WebVersionPolicyId, settings.AccountPostgresqlId, settings.ExternalDataConnectorIds.Count, settings.CustomPushDomain),
            Is.EqualTo(((long?)null, (long?)null, 0, (string?)null)));
        Assert.That(settings.AccountCacheClickhouseId, Is.EqualTo(4));
    }

    [Test]
    public async Task Handle_WhenConnectorsAreSent_ReplacesThemInOrderWithoutRepeats()
    {
        await HandleAsync(Update with { ExternalDataConnectors = References("shop", "5", "6", "crm", "SHOP") });

        Assert.That(_ports.Updated!.Settings.ExternalDataConnectorIds, Is.EqualTo([6, 5]));
    }

    [Test]
    public async Task Handle_WhenNothingChanges_StoresNothing()
    {
        var saved = await HandleAsync(Update with { ExternalDataConnectors = References("5", "6"), EnablePush = true });

        Assert.That((saved.Id, _ports.Updated, _ports.Entry), Is.EqualTo((42L, (Account?)null, (object?)null)));
    }

    [Test]
    public async Task Handle_WhenReferencesNameNothing_TellsEveryOneOfThem()
    {
        var refusal = await Refusal.OfAsync(() => HandleAsync(Update with
        {
            Tariff = EntityReference.Parse("silver"),
            WebVersionPolicy = EntityReference.ById(99),
            AccountPostgresql = EntityReference.ById(4),
            AccountCacheClickhouse = EntityReference.ById(3),
            ExternalDataConnectors = References("5", "x", "99"),
        }));

        Assert.That(refusal.Failure, Is.EqualTo(Failure.IncorrectRequest));
        Assert.That(refusal.Errors, Is.EqualTo(
        [
            new Error("tariff", "not_found", "No tariff has the ID or name \"silver\"."),
            new Error("web_version_policy", "not_found", "No web-version policy has the ID or name \"99\"."),
            new Error("account_postgresql", "not_found", "No database of kind postgresql has the ID or name \"4\"."),
            new Error("account_cache_clickhouse", "not_found", "No database of kind clickhouse has the ID or name \"3\"."),
            new Error("external_data_connectors", "not_found", "No external data connector has the ID or name \"x\"."),
            new Error("external_data_connectors", "not_found", "No external data connector has the ID or name \"99\"."),
        ]));
        Assert.That(_ports.Updated, Is.Null);
    }

    [Test]
    public async Task Handle_WhenAccountIsUnknown_Refuses()
    {
        var refusal = await Refusal.OfAsync(() => HandleAsync(Update with { Id = 43 }));

        Assert.That(refusal.Summary(), Is.EqualTo("NotFound id:not_found"));
    }

    [Test]
    public async Task Handle_WhenAccountIsDeleted_Refuses()
    {
        _ports.Existing!.IsDeleted = true;

        var refusal = await Refusal.OfAsync(() => HandleAsync(Update));

        Assert.That(refusal.Summary(), Is.EqualTo("NotFound id:not_found"));
    }

    [Test]
    public async Task Handle_WhenVersionIsStale_RefusesEvenIfNothingWouldChange()
    {
        var refusal = await Refusal.OfAsync(() => HandleAsync(Update with { Version = 2 }));

        Assert.That(refusal.Summary(), Is.EqualTo("Conflict version:stale_version"));
        Assert.That(_ports.Updated, Is.Null);
    }

    [Test]
    public async Task Handle_WhenVersionIsCurrent_Saves()
    {
        await HandleAsync(Update with { Version = 3, Title = "New" });

        Assert.That(_ports.Updated, Is.Not.Null);
    }

    [Test]
    public async Task Handle_WhenMovedToAFullTariff_Refuses()
    {
        _ports.ActiveAccounts = 2;

        var refusal = await Refusal.OfAsync(() => HandleAsync(Update with { Tariff = EntityReference.ById(8) }));

        Assert.That((refusal.Failure, _ports.Updated), Is.EqualTo((Failure.LimitReached, (Account?)null)));
    }

    [Test]
    public async Task Handle_WhenAnInactiveAccountMovesToAFullTariff_Saves()
    {
        _ports.ActiveAccounts = 2;
        _ports.Existing!.IsActive = false;

        await HandleAsync(Update with { Tariff = EntityReference.ById(8) });

        Assert.That(_ports.Updated!.Settings.TariffId, Is.EqualTo(8));
    }

    [Test]
    public async Task Handle_WhenItStaysInAFullTariff_Saves()
    {
        _ports.ActiveAccounts = 2;
        _ports.Existing = new Account { Id = 42, Settings = Some.Settings with { TariffId = 8 } };

        await HandleAsync(Update with { Tariff = EntityReference.ById(8), Title = "New" });

        Assert.That((_ports.Updated!.Settings.Title, _ports.LockedTariff), Is.EqualTo(("New", (long?)null)));
    }

    private static Parameter<IReadOnlyList<EntityReference>> References(params string[] references) =>
        Parameter<IReadOnlyList<EntityReference>>.Of([.. references.Select(EntityReference.Parse)]);

    private Task<SavedId> HandleAsync(SaveAccountCommand command) =>
        new SaveAccountHandler(_ports.Resolver, _ports.Accounts, _ports.Quota).Handle(command, default);
}
