using Altcraft.Accounts.Infrastructure.Database;

namespace Altcraft.Accounts.UnitTests.Infrastructure.Database;

/// <summary>When a silent database is given up (decision 0009).</summary>
[TestFixture]
internal sealed class PatienceTests
{
    private readonly FakeTimeProvider _clock = new();
    private DatabaseState _state = null!;
    private Patience _patience = null!;

    [SetUp]
    public void SetUp() => _patience = new Patience(_state = new DatabaseState(_clock));

    [TearDown]
    public void TearDown() => _state.Dispose();

    [Test]
    public void EndsNow_AfterASecondOfGlances_Ends()
    {
        _clock.Advance(TimeSpan.FromMilliseconds(300));

        var ends = Enumerable.Range(1, 14).Select(_ => LookAfter(Patience.Glance)).ToList();

        Assert.That(ends, Is.EqualTo(Enumerable.Repeat(false, 13).Append(true)));
    }

    [Test]
    public void EndsNow_WhenThisProcessWasHeldUp_GoesOnListening()
    {
        Assert.That(LookAfter(TimeSpan.FromMinutes(1)), Is.False, "one glance, however late, is no silence");
        Assert.That(Enumerable.Range(2, 12).Any(_ => LookAfter(Patience.Glance)), Is.False);
        Assert.That(LookAfter(Patience.Glance), Is.True);
    }

    [Test]
    public void EndsNow_WhenSomebodyElseWasAnswered_GoesOnListening()
    {
        for (var i = 0; i < 100; i++)
        {
            if (i % 15 == 0)
            {
                _state.NoteSign();
            }

            Assert.That(LookAfter(Patience.Glance), Is.False);
        }
    }

    [Test]
    public void EndsNow_WhenSomebodyWasAnsweredBeforeThisProcessWasHeldUp_GoesOnListening()
    {
        for (var i = 0; i < 50; i++)
        {
            LookAfter(Patience.Glance);
            _state.NoteSign();
        }

        Assert.That(LookAfter(TimeSpan.FromMinutes(1)), Is.False);
    }

    [Test]
    public async Task EndsNow_WhenItIsKnownToBeAway_DoesNotEndAgain()
    {
        await _state.GoneAsync();

        Assert.That(Enumerable.Range(1, 50).Any(_ => LookAfter(Patience.Glance)), Is.False);
    }

    private bool LookAfter(TimeSpan time)
    {
        _clock.Advance(time);
        return _patience.EndsNow();
    }
}
