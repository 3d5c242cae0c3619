namespace Altcraft.Accounts.UnitTests.Domain.Common;

internal sealed class FieldChangeTests
{
    private static readonly KeyValuePair<string, object?>[] Before = [new("name", "a"), new("limit", null), new("ids", new long[] { 1, 2 }), new("on", false)];

    [Test]
    public void Between_WhenNothingDiffers_IsEmpty()
    {
        KeyValuePair<string, object?>[] after = [new("name", "a"), new("limit", null), new("ids", new List<long> { 1, 2 }), new("on", false)];

        Assert.That(FieldChange.Between(Before, after), Is.Empty);
    }

    [Test]
    public void Between_WhenValuesDiffer_TellsOldAndNewInOrder()
    {
        KeyValuePair<string, object?>[] after = [new("name", "A"), new("limit", 3), new("ids", new long[] { 1, 2 }), new("on", true)];

        Assert.That(FieldChange.Between(Before, after), Is.EqualTo(
        [
            new FieldChange("name", "a", "A"), new FieldChange("limit", null, 3), new FieldChange("on", false, true),
        ]));
    }

    [TestCase(new long[] { 2, 1 })]
    [TestCase(new long[] { 1 })]
    [TestCase(new long[] { })]
    [TestCase(null)]
    public void Between_WhenListDiffers_TellsIt(long[]? ids)
    {
        KeyValuePair<string, object?>[] after = [.. Before[..2], new("ids", ids), Before[3]];

        Assert.That(FieldChange.Between(Before, after).Select(change => change.Field), Is.EqualTo(["ids"]));
    }

    [Test]
    public void Between_WhenThereWasNothing_TellsWhatHasAValue() => Assert.That(
        FieldChange.Between(null, Before).Select(change => (change.Field, change.Old)),
        Is.EqualTo([("name", (object?)null), ("ids", null), ("on", null)]));
}
