namespace Altcraft.Accounts.UnitTests.Application.Common;

internal sealed class ParameterTests
{
    [Test]
    public void Over_WhenAbsentNullOrAValue_KeepsClearsOrReplaces()
    {
        Assert.That(default(Parameter<int>).Over(1, 2), Is.EqualTo(1));
        Assert.That(Parameter<int>.Null.Over(1, 2), Is.EqualTo(2));
        Assert.That(Parameter<int>.Of(3).Over(1, 2), Is.EqualTo(3));
    }

    [Test]
    public void IsMissing_WhenAbsentOrNull_IsTrue()
    {
        Assert.That((default(Parameter<int>).IsMissing, Parameter<int>.Null.IsMissing), Is.EqualTo((true, true)));
        Assert.That((Parameter<int>.Unreadable.IsMissing, Parameter<int>.Of(0).IsMissing), Is.EqualTo((false, false)));
    }

    [Test]
    public void Select_WhenThereIsNoValue_KeepsTheReason()
    {
        Assert.That(default(Parameter<int>).Select(value => $"{value}!").IsAbsent, Is.True);
        Assert.That(Parameter<int>.Null.Select(value => $"{value}!").IsNull, Is.True);
        Assert.That(Parameter<int>.Unreadable.Select(value => $"{value}!"), Is.EqualTo(Parameter<string>.Unreadable));
        Assert.That(Parameter<int>.Of(3).Select(value => value + 1).Value, Is.EqualTo(4));
    }

    [Test]
    public void Value_WhenThereIsNone_Throws()
    {
        Assert.That(() => default(Parameter<int>).Value, Throws.InvalidOperationException);
        Assert.That(() => Parameter<int>.Unreadable.Value, Throws.InvalidOperationException);
    }

    [Test]
    public void Or_WhenThereIsNoValue_GivesTheOther()
    {
        Assert.That((Parameter<int>.Null.Or(7), Parameter<int>.Unreadable.Or(7), Parameter<int>.Of(3).Or(7)), Is.EqualTo((7, 7, 3)));
    }
}
