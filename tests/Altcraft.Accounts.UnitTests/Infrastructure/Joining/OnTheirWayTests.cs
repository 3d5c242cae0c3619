using Altcraft.Accounts.Infrastructure.Joining;

namespace Altcraft.Accounts.UnitTests.Infrastructure.Joining;

/// <summary>Statements that do not get on: whether others go past them. What else there is to decide is in <see cref="JoinedWorkTests"/>.</summary>
[TestFixture]
internal sealed class OnTheirWayTests
{
    private static readonly TimeSpan JustBefore = TimeSpan.FromTicks(1);

    private readonly FakeTimeProvider _clock = new();

    [Test]
    public void Admits_WhenStatementsAreStuck_IsAsIfTheyWereNotThere()
    {
        var statements = new OnTheirWay(64, _clock);
        statements.Add(1);
        statements.Add(1);
        _clock.Advance(OnTheirWay.Stuck - JustBefore);
        Assert.That(statements.Admits(64), Is.False);

        _clock.Advance(JustBefore);
        Assert.That(statements.Admits(2), Is.True);
        var third = statements.Add(2);
        Assert.That(statements.Admits(2), Is.False, "one is getting on");

        statements.Remove(third);
        Assert.That(statements.Admits(2), Is.True);
    }

    [Test]
    public void Admits_WhenAsManyAreStuckAsMayBe_IsFalseUntilOneIsAnswered()
    {
        var statements = new OnTheirWay(64, _clock);
        var all = new List<OnTheirWay.Sent>();
        while (statements.Admits(64))
        {
            all.Add(statements.Add(64));
            _clock.Advance(OnTheirWay.Stuck);
        }

        Assert.That(all, Has.Count.EqualTo(OnTheirWay.Most));
        statements.Remove(all[2]);
        Assert.That(statements.Admits(1), Is.True);
    }
}
