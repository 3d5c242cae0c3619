using Altcraft.Accounts.Api.Protocol;

namespace Altcraft.Accounts.UnitTests.Api.Protocol;

[TestFixture]
public sealed class PendingAnswersTests
{
    private const long Half = PendingAnswers.MaxBytes / 2;

    [Test]
    public void IsFull_WhenATokensAnswersTakeHalf_IsTrueForThatTokenOnly()
    {
        var pending = new PendingAnswers();
        pending.Add(1, Half - 1);
        Assert.That(pending.IsFull(1), Is.False);

        pending.Add(1, 1);
        Assert.That((pending.IsFull(1), pending.IsFull(2)), Is.EqualTo((true, false)));

        pending.Add(1, -1);
        Assert.That(pending.IsFull(1), Is.False);
    }

    [Test]
    public void IsFull_WhenAllAnswersTakeTheLimit_IsTrueForEveryToken()
    {
        var pending = new PendingAnswers();
        pending.Add(1, Half);
        pending.Add(2, Half - 1);
        Assert.That(pending.IsFull(3), Is.False);

        pending.Add(2, 1);
        Assert.That(pending.IsFull(3), Is.True);
    }
}
