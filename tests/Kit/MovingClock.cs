namespace HourExchange.Tests.Kit;

/// <summary>A clock that the test moves on.</summary>
internal sealed class MovingClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset _now = now;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Move(TimeSpan by) => _now += by;

    /// <summary>To ten in the morning of a day, which lies ahead.</summary>
    public void MoveTo(DateOnly day)
    {
        var then = new DateTimeOffset(day, new TimeOnly(10, 0), TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(then, _now);
        _now = then;
    }
}
