using System.Globalization;
using System.Resources;
using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Panel.Audit;

namespace Altcraft.Accounts.PanelTests.Audit;

/// <summary>The journal's filter in an address, and the words for what the journal has.</summary>
internal sealed class JournalFilterTests
{
    [Test]
    public void Of_WhenAddressIsItsOwn_IsTheSameFilter()
    {
        var filter = new JournalFilter("account", 5, "account.update", 7, new(2026, 1, 2, 3, 4, 0, TimeSpan.FromHours(3)), new(2026, 2, 2, 3, 4, 0, TimeSpan.Zero));
        var parts = filter.Parts.ToDictionary(part => part.Key, part => part.Value?.ToString());

        Assert.That(parts["since"], Is.EqualTo("2026-01-02T00:04:00Z"));
        Assert.That(JournalFilter.Of(parts["type"], parts["object"], parts["action"], parts["token"], parts["since"], parts["until"]), Is.EqualTo(filter));
    }

    [Test]
    public void Of_WhenAddressWasWrittenByHand_LeavesOutWhatItCannotRead() =>
        Assert.That(JournalFilter.Of(" ", "5a", "", "-1", "yesterday", null), Is.EqualTo(new JournalFilter(null, null, null, null, null, null)));

    [TestCase("5", 5)]
    [TestCase("name (5)", 5)]
    [TestCase("a (7) (5)", 5)]
    [TestCase("name 5", null)]
    [TestCase("name (5", null)]
    [TestCase("(5) name", null)]
    [TestCase("5a", null)]
    public void IdIn_WhenSomethingIsEntered_IsItsIdAlone(string text, long? expected) => Assert.That(JournalFilter.IdIn(text), Is.EqualTo(expected));

    [Test]
    public void Texts_WhenActionOrTypeIsShown_AreThere()
    {
        var types = new ResourceManager(typeof(JournalTexts));
        var verbs = new ResourceManager(typeof(AuditTexts));

        Assert.That(AuditVocabulary.ObjectTypes.Where(type => types.GetString("Type." + type, CultureInfo.InvariantCulture) is null), Is.Empty);
        Assert.That(AuditVocabulary.Actions.Where(action => verbs.GetString(action.Split('.')[1], CultureInfo.InvariantCulture) is null), Is.Empty);
    }
}
