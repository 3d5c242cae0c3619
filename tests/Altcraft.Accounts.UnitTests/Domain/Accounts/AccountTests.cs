using Altcraft.Accounts.Domain.Accounts;

namespace Altcraft.Accounts.UnitTests.Domain.Accounts;

internal sealed class AccountTests
{
    [Test]
    public void Constructor_WhenNothingIsSaid_IsActiveAndNeitherFrozenNorDeleted()
    {
        var account = new Account { Settings = Some.Settings };

        Assert.That(
            (account.IsActive, account.IsFrozen, account.IsDeleted, account.FrozenPaymentUrl, account.Version),
            Is.EqualTo((true, false, false, (string?)null, 1)));
    }

    [Test]
    public void Changes_WhenAccountIsNew_HoldsEveryFieldThatHasAValue()
    {
        var account = new Account { Settings = Some.Settings with { CustomPushDomain = null } };

        var changes = account.Changes();

        Assert.That(changes.Select(change => change.Old), Is.All.Null);
        Assert.That(changes.Select(change => change.Field), Is.EqualTo(
        [
            .. Some.Settings.Fields().Select(field => field.Key).Where(field => field != "custom_push_domain"),
            "is_active", "is_frozen", "is_deleted",
        ]));
    }

    [Test]
    public void Changes_WhenNothingWasDone_IsEmpty() => Assert.That(Some.Account().Changes(), Is.Empty);

    [Test]
    public void Changes_WhenSeveralThingsWereDone_ComparesWithTheFirstState()
    {
        var account = Some.Account();

        account.Deactivate();
        account.Freeze("https://pay.example.com/1");
        account.Freeze("https://pay.example.com/2");
        account.Activate();

        Assert.That(account.Changes(), Is.EqualTo(
        [
            new FieldChange("is_frozen", false, true),
            new FieldChange("frozen_details.payment_url", null, "https://pay.example.com/2"),
        ]));
    }

    [Test]
    public void Save_WhenOneSettingDiffers_ChangesThatOne()
    {
        var account = Some.Account();

        account.Save(Some.Settings with { ExternalDataConnectorIds = [6, 5] });

        Assert.That(account.Changes(), Has.Count.EqualTo(1));
        Assert.That(account.Changes()[0], Has.Property("Field").EqualTo("external_data_connectors").And.Property("New").EqualTo(new long[] { 6, 5 }));
    }

    [Test]
    public void Save_WhenSettingsAreTheSame_ChangesNothing()
    {
        var account = Some.Account();

        account.Save(Some.Settings);

        Assert.That(account.Changes(), Is.Empty);
    }

    [Test]
    public void Activate_WhenFrozen_LeavesItFrozen()
    {
        var account = Some.Account();
        account.Freeze("https://pay.example.com");
        account.Deactivate();

        account.Activate();

        Assert.That((account.IsActive, account.IsFrozen), Is.EqualTo((true, true)));
    }

    [Test]
    public void Unfreeze_WhenInactive_ClearsTheDetailsAndDoesNotActivate()
    {
        var account = Some.Account();
        account.Freeze("https://pay.example.com");
        account.Deactivate();

        account.Unfreeze();

        Assert.That((account.IsActive, account.IsFrozen, account.FrozenPaymentUrl), Is.EqualTo((false, false, (string?)null)));
    }

    [Test]
    public void Freeze_WhenRepeated_ReplacesTheDetails()
    {
        var account = Some.Account();
        account.Freeze("https://pay.example.com/1");

        account.Freeze("https://pay.example.com/2");

        Assert.That(account.FrozenPaymentUrl, Is.EqualTo("https://pay.example.com/2"));
    }

    [Test]
    public void Delete_WhenActiveAndFrozen_KeepsBoth()
    {
        var account = Some.Account();
        account.Freeze("https://pay.example.com");

        account.Delete();

        Assert.That((account.IsDeleted, account.IsActive, account.IsFrozen), Is.EqualTo((true, true, true)));
    }

    [Test]
    public void Restore_WhenDeletedAndANewNameIsGiven_TakesTheName()
    {
        var account = Some.Account();
        account.Delete();

        account.Restore("other");

        Assert.That((account.IsDeleted, account.Settings.Name), Is.EqualTo((false, "other")));
    }

    [Test]
    public void Restore_WhenDeletedAndNoNameIsGiven_KeepsTheName()
    {
        var account = Some.Account();
        account.Delete();

        account.Restore(null);

        Assert.That((account.IsDeleted, account.Settings.Name), Is.EqualTo((false, "acme")));
    }

    [Test]
    public void Restore_WhenNotDeleted_ChangesNothing()
    {
        var account = Some.Account();

        account.Restore("other");

        Assert.That((account.Settings.Name, account.Changes().Count), Is.EqualTo(("acme", 0)));
    }

    [TestCase(true, false, true)]
    [TestCase(false, false, false)]
    [TestCase(true, true, false)]
    [TestCase(false, true, false)]
    public void CountsForTariff_WhenActiveAndNotDeleted_IsTrue(bool isActive, bool isDeleted, bool expected)
    {
        var account = new Account { Settings = Some.Settings, IsActive = isActive, IsDeleted = isDeleted };

        Assert.That(account.CountsForTariff, Is.EqualTo(expected));
    }

    [TestCase(null)]
    [TestCase(3L)]
    public void RequireVersion_WhenAbsentOrCurrent_Accepts(long? version) =>
        Assert.That(() => Some.Account().RequireVersion(version), Throws.Nothing);

    [TestCase(2L)]
    [TestCase(4L)]
    public void RequireVersion_WhenAnother_RefusesWithBothVersions(long version)
    {
        var refusal = Refusal.Of(() => Some.Account().RequireVersion(version));

        Assert.That(refusal.Summary(), Is.EqualTo("Conflict version:stale_version"));
        Assert.That(refusal.Message, Is.EqualTo($"The account is now at version 3, not {version}: read it again and repeat the change."));
    }
}
