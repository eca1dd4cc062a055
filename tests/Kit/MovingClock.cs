namespace HourExchange.Tests.Kit;

/// <summary>A clock that the test moves on.</summary>
internal sealed class MovingClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset _now = now;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Move(TimeSpan by) => _now += by;
}
