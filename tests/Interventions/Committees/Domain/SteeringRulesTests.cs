using FsCheck;
using FsCheck.Fluent;
using HourExchange.Interventions.Committees.Domain;

namespace HourExchange.Tests.Interventions.Committees.Domain;

public sealed class SteeringRulesTests
{
    private static readonly DateOnly Year = new(2014, 9, 1);

    [Theory]
    [InlineData("", 2)]
    [InlineData("2014-09-01", 1)]
    [InlineData("2015-08-31 2014-09-01", 0)]
    [InlineData("2014-10-01 2014-10-01", 0)]
    [InlineData("2014-10-01 2015-01-15 2015-06-01", 0)]
    [InlineData("2014-08-31 2015-09-01", 2)]
    public void An_academic_year_has_at_least_two_steering_meetings(string held, int missing) =>
        Assert.Equal(missing, SteeringRules.MeetingsMissing(Days(held), Year, new DateOnly(2015, 8, 31)));

    [Theory]
    [InlineData("2015-01-14", 1)]
    [InlineData("2015-01-15", 0)]
    [InlineData("2014-08-01", 2)]
    public void A_meeting_counts_from_the_day_it_was_held(string on, int missing) =>
        Assert.Equal(missing, SteeringRules.MeetingsMissing(Days("2014-10-01 2015-01-15"), Year, DateOnly.Parse(on, null)));

    [Property]
    public Property Only_the_meetings_of_the_year_matter_and_one_more_never_makes_more_missing() => Prop.ForAll(
        Gen.Choose(-400, 800).ListOf(3).ToArbitrary(), Gen.Choose(-400, 800).ToArbitrary(), Gen.Choose(-400, 800).ToArbitrary(),
        (held, another, on) =>
        {
            var days = held.Select(Year.AddDays).ToList();
            var before = SteeringRules.MeetingsMissing(days, Year, Year.AddDays(on));
            var after = SteeringRules.MeetingsMissing(days.Append(Year.AddDays(another)), Year, Year.AddDays(on));
            var counts = another is >= 0 and < 365 && another <= on;
            return before is >= 0 and <= 2 && after == (counts ? Math.Max(0, before - 1) : before);
        });

    private static IEnumerable<DateOnly> Days(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(day => DateOnly.Parse(day, null));
}
