namespace Altcraft.Accounts.UnitTests.Domain.Common;

internal sealed class EntityReferenceTests
{
    [TestCase("1", 1)]
    [TestCase("007", 7)]
    [TestCase("9223372036854775807", long.MaxValue)]
    [TestCase("99999999999999999999", long.MaxValue, Description = "beyond 64 bits: an ID that nothing has")]
    public void Parse_WhenAllDigits_IsAnId(string text, long id)
    {
        var reference = EntityReference.Parse(text);

        Assert.That((reference.Id, reference.Name, reference.NameKey, reference.IsNone), Is.EqualTo((id, (string?)null, (string?)null, false)));
    }

    [TestCase("Gold", "gold")]
    [TestCase("-1", "-1")]
    [TestCase("1 a", "1 a")]
    [TestCase("1.0", "1.0")]
    [TestCase("٣", "٣", Description = "digits, but not those of IDs")]
    [TestCase("Straße", "strasse")]
    public void Parse_WhenOtherText_IsAName(string text, string key)
    {
        var reference = EntityReference.Parse(text);

        Assert.That((reference.Id, reference.Name, reference.NameKey, reference.IsNone), Is.EqualTo((0L, text, key, false)));
    }

    [TestCase("0")]
    [TestCase("000")]
    public void Parse_WhenZero_IsNone(string text) => Assert.That(EntityReference.Parse(text).IsNone, Is.True);

    [Test]
    public void ById_WhenZero_EqualsZeroAsText() => Assert.That(EntityReference.ById(0), Is.EqualTo(EntityReference.Parse("0")));

    [TestCase("17", "17")]
    [TestCase("Gold", "Gold")]
    public void ToString_WhenIdOrName_ShowsIt(string text, string shown) => Assert.That(EntityReference.Parse(text).ToString(), Is.EqualTo(shown));
}
