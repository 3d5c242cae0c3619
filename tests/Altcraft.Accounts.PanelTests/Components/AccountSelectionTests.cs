using Altcraft.Accounts.Application.Accounts;
using Altcraft.Accounts.Panel.Accounts;

namespace Altcraft.Accounts.PanelTests.Components;

/// <summary>Which accounts are selected.</summary>
internal sealed class AccountSelectionTests
{
    // Whoever stops a change can go on with the others.
    [Test]
    public void Finish_WhenAccountsWereClicked_LeavesTheOthersSelected()
    {
        var selection = new AccountSelection();
        selection.Toggle(Account(1));
        selection.Toggle(Account(2));

        selection.Finish(1);

        Assert.That((selection.Has(1), selection.Has(2), selection.Count(5)), Is.EqualTo((false, true, 1)));
    }

    [Test]
    public void Finish_WhenAllAreSelectedButOne_LeavesItOut()
    {
        var selection = new AccountSelection();
        selection.SetAll(true);
        selection.Toggle(Account(1));

        selection.Finish(2);

        Assert.That((selection.Has(1), selection.Has(2), selection.Count(5)), Is.EqualTo((false, true, 4)));
    }

    private static AccountListItem Account(long id) => new() { Id = id, Name = "a", Title = "b", Timezone = "UTC" };
}
