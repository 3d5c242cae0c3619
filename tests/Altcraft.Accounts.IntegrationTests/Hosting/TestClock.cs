namespace Altcraft.Accounts.IntegrationTests;

/// <summary>The system's clock, put forward by hand.</summary>
public sealed class TestClock : TimeProvider
{
    private TimeSpan _ahead;

    /// <summary>Puts the clock forward.</summary>
    public void Advance(TimeSpan time) => _ahead += time;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _ahead;

    public override long GetTimestamp() => base.GetTimestamp() + (long)(_ahead.TotalSeconds * TimestampFrequency);
}
