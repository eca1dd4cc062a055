using HourExchange.Plumbing.Telemetry;

namespace HourExchange.Tests.Plumbing.Telemetry;

public sealed class OnceAMinuteTests
{
    [Fact]
    public void What_goes_on_is_told_when_it_begins_and_then_each_minute()
    {
        var clock = new Clock();
        var news = new OnceAMinute(clock);
        var told = Enumerable.Range(0, 150).Where(_ =>
        {
            var isDue = news.IsDue();
            clock.Seconds++;
            return isDue;
        });
        Assert.Equal([0, 60, 120], told);
    }

    private sealed class Clock : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
