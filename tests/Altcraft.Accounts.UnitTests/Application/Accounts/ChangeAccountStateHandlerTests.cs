using Altcraft.Accounts.Application.Accounts;
using Altcraft.Accounts.Domain.Accounts;
using MediatR;

namespace Altcraft.Accounts.UnitTests.Application.Accounts;

internal sealed class ChangeAccountStateHandlerTests
{
    private const string Url = "https://pay.example.com/7";

    private readonly SaveAccountPorts _ports = new();

    private Account Account => _ports.Existing!;

    [Test]
    public async Task Handle_WhenActivate_ActivatesAndTellsTheJournal()
    {
        Account.IsActive = false;

        await HandleAsync(new ActivateAccountCommand { Id = 42 });

        Assert.That(_ports.Updated!.IsActive, Is.True);
        AssertEntry("account.activate", new FieldChange("is_active", false, true));
    }

    [Test]
    public async Task Handle_WhenDeactivate_DeactivatesAndTellsTheJournal()
    {
        await HandleAsync(new DeactivateAccountCommand { Id = 42 });

        Assert.That(_ports.Updated!.IsActive, Is.False);
        AssertEntry("account.deactivate", new FieldChange("is_active", true, false));
    }

    [Test]
    public async Task Handle_WhenFreeze_FreezesAndTellsTheJournal()
    {
        await HandleAsync(new FreezeAccountCommand { Id = 42, FrozenDetails = new FrozenDetails { PaymentUrl = Url } });

        Assert.That((_ports.Updated!.IsFrozen, _ports.Updated.FrozenPaymentUrl), Is.EqualTo((true, Url)));
        AssertEntry("account.freeze", new("is_frozen", false, true), new("frozen_details.payment_url", null, Url));
    }

    [Test]
    public async Task Handle_WhenFreezeIsRepeatedWithOtherDetails_ReplacesThem()
    {
        (Account.IsFrozen, Account.FrozenPaymentUrl) = (true, "https://old.example.com");

        await HandleAsync(new FreezeAccountCommand { Id = 42, FrozenDetails = new FrozenDetails { PaymentUrl = Url } });

        AssertEntry("account.freeze", new FieldChange("frozen_details.payment_url", "https://old.example.com", Url));
    }

    [Test]
    public async Task Handle_WhenFreezeHasNoDetails_KeepsNone()
    {
        (Account.IsFrozen, Account.FrozenPaymentUrl) = (true, Url);

        await HandleAsync(new FreezeAccountCommand { Id = 42 });

        AssertEntry("account.freeze", new FieldChange("frozen_details.payment_url", Url, null));
    }

    [Test]
    public async Task Handle_WhenUnfreeze_UnfreezesAndTellsTheJournal()
    {
        (Account.IsFrozen, Account.FrozenPaymentUrl) = (true, Url);

        await HandleAsync(new UnfreezeAccountCommand { Id = 42 });

        Assert.That((_ports.Updated!.IsFrozen, _ports.Updated.FrozenPaymentUrl), Is.EqualTo((false, (string?)null)));
        AssertEntry("account.unfreeze", new("is_frozen", true, false), new("frozen_details.payment_url", Url, null));
    }

    [Test]
    public async Task Handle_WhenDelete_DeletesAndTellsTheJournal()
    {
        await HandleAsync(new DeleteAccountCommand { Id = 42 });

        Assert.That(_ports.Updated!.IsDeleted, Is.True);
        AssertEntry("account.delete", new FieldChange("is_deleted", false, true));
    }

    [Test]
    public async Task Handle_WhenRestore_RestoresAndAnswersTheId()
    {
        Account.IsDeleted = true;

        var saved = await RestoreAsync(new RestoreAccountCommand { Id = 42, Name = "other" });

        Assert.That(saved.Id, Is.EqualTo(42));
        Assert.That((_ports.Updated!.IsDeleted, _ports.Updated.Settings.Name), Is.EqualTo((false, "other")));
        AssertEntry("account.restore", new("name", "acme", "other"), new("is_deleted", true, false));
    }

    [TestCase("")]
    [TestCase(null)]
    public async Task Handle_WhenRestoreWithoutAName_KeepsTheOldOne(string? name)
    {
        Account.IsDeleted = true;

        await RestoreAsync(new RestoreAccountCommand { Id = 42, Name = name is null ? Parameter<string>.Null : name });

        Assert.That(_ports.Updated!.Settings.Name, Is.EqualTo("acme"));
    }

    [Test]
    public async Task Handle_WhenRepeated_SucceedsAndStoresNothing()
    {
        (Account.IsFrozen, Account.FrozenPaymentUrl) = (true, Url);

        await HandleAsync(new ActivateAccountCommand { Id = 42 });
        await HandleAsync(new FreezeAccountCommand { Id = 42, FrozenDetails = new FrozenDetails { PaymentUrl = Url } });
        var restored = await RestoreAsync(new RestoreAccountCommand { Id = 42, Name = "other" });
        _ports.Existing = new Account { Id = 42, Settings = Some.Settings, IsDeleted = true };
        await HandleAsync(new DeleteAccountCommand { Id = 42 });

        Assert.That((restored.Id, _ports.Updated, _ports.Entry), Is.EqualTo((42L, (Account?)null, (object?)null)));
    }

    [Test]
    public async Task Handle_WhenOppositeIsRepeated_SucceedsAndStoresNothing()
    {
        Account.IsActive = false;

        await HandleAsync(new DeactivateAccountCommand { Id = 42 });
        await HandleAsync(new UnfreezeAccountCommand { Id = 42 });

        Assert.That(_ports.Updated, Is.Null);
    }

    [Test]
    public async Task Handle_WhenAccountIsDeleted_OnlyDeleteAndRestoreFindIt()
    {
        Account.IsDeleted = true;
        ChangeAccountStateCommand<Unit>[] others =
        [
            new ActivateAccountCommand { Id = 42 }, new DeactivateAccountCommand { Id = 42 },
            new FreezeAccountCommand { Id = 42, FrozenDetails = new FrozenDetails { PaymentUrl = Url } }, new UnfreezeAccountCommand { Id = 42 },
        ];

        foreach (var command in others)
        {
            var refusal = await Refusal.OfAsync(() => HandleAsync(command));
            Assert.That(refusal.Summary(), Is.EqualTo("NotFound id:not_found"), command.Action);
        }
    }

    [Test]
    public async Task Handle_WhenAccountIsUnknown_Refuses()
    {
        var refusal = await Refusal.OfAsync(() => HandleAsync(new DeleteAccountCommand { Id = 43 }));

        Assert.That((refusal.Failure, refusal.Message), Is.EqualTo((Failure.NotFound, "No account has the ID 43.")));
    }

    [TestCase(1, true)]
    [TestCase(2, false)]
    public async Task Handle_WhenTariffIsFull_RefusesToActivate(int taken, bool isAllowed)
    {
        _ports.ActiveAccounts = taken;
        _ports.Existing = new Account { Id = 42, Settings = Some.Settings with { TariffId = 8 }, IsActive = false };

        await AssertPlaceAsync(() => HandleAsync(new ActivateAccountCommand { Id = 42 }), isAllowed);
    }

    [TestCase(1, true)]
    [TestCase(2, false)]
    public async Task Handle_WhenTariffIsFull_RefusesToRestore(int taken, bool isAllowed)
    {
        _ports.ActiveAccounts = taken;
        _ports.Existing = new Account { Id = 42, Settings = Some.Settings with { TariffId = 8 }, IsDeleted = true };

        await AssertPlaceAsync(() => RestoreAsync(new RestoreAccountCommand { Id = 42 }), isAllowed);
    }

    [Test]
    public async Task Handle_WhenTariffIsFullAndAccountTakesNoPlace_Restores()
    {
        _ports.ActiveAccounts = 2;
        _ports.Existing = new Account { Id = 42, Settings = Some.Settings with { TariffId = 8 }, IsDeleted = true, IsActive = false };

        await RestoreAsync(new RestoreAccountCommand { Id = 42 });

        Assert.That(_ports.Updated, Is.Not.Null);
    }

    private async Task AssertPlaceAsync(Func<Task> action, bool isAllowed)
    {
        if (isAllowed)
        {
            await action();
        }
        else
        {
            Assert.That((await Refusal.OfAsync(action)).Summary(), Is.EqualTo("LimitReached tariff:limit_reached"));
        }

        Assert.That(_ports.Updated is not null, Is.EqualTo(isAllowed));
    }

    private void AssertEntry(string action, params FieldChange[] changes)
    {
        Assert.That(_ports.Entry, Has.Property("Action").EqualTo(action).And.Property("ObjectType").EqualTo("account").And.Property("ObjectId").EqualTo(42));
        Assert.That(_ports.Entry!.Changes, Is.EqualTo(changes));
    }

    private Task<Unit> HandleAsync(ChangeAccountStateCommand<Unit> command) => command switch
    {
        ActivateAccountCommand activate => new ActivateAccountHandler(_ports.Accounts, _ports.Quota).Handle(activate, default),
        DeactivateAccountCommand deactivate => new DeactivateAccountHandler(_ports.Accounts, _ports.Quota).Handle(deactivate, default),
        FreezeAccountCommand freeze => new FreezeAccountHandler(_ports.Accounts, _ports.Quota).Handle(freeze, default),
        UnfreezeAccountCommand unfreeze => new UnfreezeAccountHandler(_ports.Accounts, _ports.Quota).Handle(unfreeze, default),
        DeleteAccountCommand delete => new DeleteAccountHandler(_ports.Accounts, _ports.Quota).Handle(delete, default),
        _ => throw new ArgumentOutOfRangeException(nameof(command)),
    };

    private Task<SavedId> RestoreAsync(RestoreAccountCommand command) =>
        new RestoreAccountHandler(_ports.Accounts, _ports.Quota).Handle(command, default);
}
