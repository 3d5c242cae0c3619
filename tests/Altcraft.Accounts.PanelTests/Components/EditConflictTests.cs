using Altcraft.Accounts.Panel.Accounts;
using Altcraft.Accounts.Panel.Components;

namespace Altcraft.Accounts.PanelTests.Components;

/// <summary>What is compared when two people edit the same.</summary>
internal sealed class EditConflictTests
{
    private static readonly AccountDraft Before = new() { Name = "acme", Title = "Before", ReportsHour = 9, ExternalDataConnectors = [1, 2], Tariff = 1 };

    [Test]
    public void ApplyTo_WhenOnlyTheyChangedAField_TakesTheirsAndKeepsMine()
    {
        var mine = Before with { Title = "Mine" };
        var conflict = Compare(Before with { ReportsHour = 10, ExternalDataConnectors = [2, 1] }, mine);

        conflict.ApplyTo(mine);

        Assert.That(mine.IsSame(Before with { Title = "Mine", ReportsHour = 10, ExternalDataConnectors = [2, 1] }));
        Assert.That(conflict.Fields.Select(field => field.Field.Name), Is.EqualTo(["external_data_connectors", "reports_hour"]));
        Assert.That(conflict.NeedsChoice, Is.False);
    }

    [Test]
    public void Choose_WhenBothChangedAField_KeepsMineUntilTheirsIsChosen()
    {
        var mine = Before with { Title = "Mine", Tariff = 3 };
        var conflict = Compare(Before with { Title = "Theirs", Tariff = 2 }, mine);
        conflict.ApplyTo(mine);
        Assert.That((mine.Title, mine.Tariff), Is.EqualTo(("Mine", 3)));

        var title = conflict.Fields[0];
        Assert.That((title.Before, title.Theirs, title.Mine, title.IsBoth), Is.EqualTo(("Before", "Theirs", "Mine", true)));
        title.Choose(mine, takesTheirs: true);
        Assert.That((mine.Title, mine.Tariff), Is.EqualTo(("Theirs", 3)));
        title.Choose(mine, takesTheirs: false);
        Assert.That(mine.Title, Is.EqualTo("Mine"));
    }

    [Test]
    public void Fields_WhenBothChangedToTheSame_NeedNoChoice() =>
        Assert.That(Compare(Before with { Title = "Same" }, Before with { Title = " Same " }).NeedsChoice, Is.False);

    [Test]
    public void Fields_WhenNothingDiffersToTheService_AreNone() =>
        Assert.That(Compare(Before with { CustomPushDomain = "", ExternalDataConnectors = [1, 2] }, Before with { Title = "Mine" }).Fields, Is.Empty);

    [Test]
    public void DraftFields_WhenComparedWithTheCommand_AreAllOfItsParametersButIdAndVersion()
    {
        var parameters = typeof(Application.Accounts.SaveAccount.SaveAccountCommand).GetProperties()
            .Where(property => property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(Application.Common.Parameter<>))
            .Select(property => Application.Common.ParameterName.Of(property.Name))
            .Except(["id", "version", "validate_only"]);
        Assert.That(AccountDraft.Fields.Select(field => field.Name), Is.EqualTo(parameters));
    }

    private static EditConflict<AccountDraft> Compare(AccountDraft theirs, AccountDraft mine) => new(AccountDraft.Fields, Before, theirs, mine);
}
