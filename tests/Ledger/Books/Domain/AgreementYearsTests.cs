using FsCheck;
using FsCheck.Fluent;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Tests.Ledger.Years.Domain;

namespace HourExchange.Tests.Ledger.Books.Domain;

public sealed class AgreementYearsTests
{
    [Theory]
    [InlineData("2014-09-01 09-01", null, "2014-2015 2014-09-01..2015-08-31, 2015-2016 2015-09-01..2016-08-31")]
    [InlineData("2012-05-14 09-01", null, "2011-2012 2012-05-14..2012-08-31, 2012-2013 2012-09-01..2013-08-31")]
    [InlineData("2014-08-31 09-01", null, "2013-2014 2014-08-31..2014-08-31, 2014-2015 2014-09-01..2015-08-31")]
    [InlineData("2014-03-01 01-01", null, "2014 2014-03-01..2014-12-31, 2015 2015-01-01..2015-12-31")]
    [InlineData("2014-09-01 09-01", "2016-02-28", "2014-2015 2014-09-01..2015-08-31, 2015-2016 2015-09-01..2016-02-28 last")]
    [InlineData("2014-09-01 09-01", "2015-08-31", "2014-2015 2014-09-01..2015-08-31 last")]
    [InlineData("2014-09-01 09-01, 2015-08-01 08-01", null, "2014-2015 2014-09-01..2015-07-31, 2015-2016 2015-08-01..2016-07-31")]
    [InlineData("2014-08-01 08-01, 2015-09-01 09-01", null, "2014-2015 2014-08-01..2015-07-31, 2015-2016 2015-08-01..2016-08-31")]
    [InlineData("2014-09-01 09-01, 2016-01-01 01-01", null, "2014-2015 2014-09-01..2015-08-31, 2015-2016 2015-09-01..2015-12-31, 2016 2016-01-01..2016-12-31")]
    [InlineData("2014-09-01 09-01, 2015-02-10 09-01", null, "2014-2015 2014-09-01..2015-08-31, 2015-2016 2015-09-01..2016-08-31")]
    public void The_years_of_an_agreement_follow_each_other(string timeline, string? endsOn, string years)
    {
        var expected = years.Split(", ");
        Assert.Equal(expected, Years(timeline, endsOn).All().Take(expected.Length).Select(Written));
    }

    [Fact]
    public void An_ended_agreement_has_no_year_after_its_last()
    {
        var years = Years("2014-09-01 09-01", "2016-02-28");
        Assert.Equal(2, years.All().Count());
        Assert.Null(years.After("2015-2016"));
        Assert.Null(years.Containing(new DateOnly(2016, 2, 29)));
        Assert.Null(years.Containing(new DateOnly(2014, 8, 31)));
        Assert.Null(years.Find("2016-2017"));
        Assert.Equal("2015-2016", years.Containing(new DateOnly(2016, 2, 28))!.Label);
        Assert.Equal("2014-2015 2015-2016", string.Join(' ', years.UpTo("2015-2016").Select(year => year.Label)));
    }

    [Fact]
    public void Days_on_which_the_terms_changed_are_named_up_to_a_day_and_the_first_is_none()
    {
        var years = Years("2014-09-01 09-01, 2015-02-10 09-01, 2015-08-31 09-01, 2015-09-01 09-01", null);
        Assert.Equal([new DateOnly(2015, 2, 10), new DateOnly(2015, 8, 31)], years.ChangesUpTo(new DateOnly(2015, 8, 31)));
        Assert.Empty(years.ChangesUpTo(new DateOnly(2014, 9, 1)));
    }

    [Property(MaxTest = 300)]
    public Property Counting_day_by_day_finds_the_same_years() => Prop.ForAll(Agreements(), given =>
    {
        var (timeline, endsOn) = given;
        var naive = DayByDay(timeline, endsOn);
        var found = new AgreementYears([.. timeline.Select(change => (change.From, Terms(change.Month, change.Day)))], endsOn).All().Take(naive.Count).Select(Written);
        Assert.Equal(naive, found);
    });

    /// <summary>As Interventions admits them: a new start of the year takes effect on such a day, and gives the year another name.</summary>
    private static Arbitrary<((DateOnly From, int Month, int Day)[] Timeline, DateOnly? EndsOn)> Agreements() => (
        from signed in Gen.Choose(0, 2000)
        from start in Gen.Elements((9, 1), (8, 1), (1, 1), (2, 28), (12, 31), (3, 1))
        from changes in Gen.Choose(0, 2000).SelectMany(after => Gen.Elements((0, 0), (9, 1), (8, 1), (1, 1), (10, 15)).Select(to => (after, to))).ArrayOf(3)
        from length in Gen.Choose(0, 3000)
        from ends in Gen.Elements(true, false)
        select Build(new DateOnly(2012, 1, 1).AddDays(signed), start, changes, ends ? length : null)).ToArbitrary();

    private static ((DateOnly From, int Month, int Day)[] Timeline, DateOnly? EndsOn) Build(
        DateOnly signed, (int Month, int Day) start, (int After, (int Month, int Day) To)[] changes, int? length)
    {
        var timeline = new List<(DateOnly From, int Month, int Day)> { (signed, start.Month, start.Day) };
        foreach (var (after, to) in changes)
        {
            var last = timeline[^1];
            var day = last.From.AddDays(1 + after);
            if (to.Month == 0)
            {
                timeline.Add((day, last.Month, last.Day));
                continue;
            }

            var from = new DateOnly(day.Year + 1, to.Month, to.Day);
            if (Label(from.AddDays(-1), last.Month, last.Day) != Label(from, to.Month, to.Day))
            {
                timeline.Add((from, to.Month, to.Day));
            }
        }

        return ([.. timeline], length is { } days ? signed.AddDays(days) : null);
    }

    private static List<string> DayByDay((DateOnly From, int Month, int Day)[] timeline, DateOnly? endsOn)
    {
        var years = new List<(string Label, DateOnly First, DateOnly Last)>();
        for (var day = timeline[0].From; day <= (endsOn ?? new DateOnly(2035, 1, 1)); day = day.AddDays(1))
        {
            var (_, month, start) = timeline.Last(change => change.From <= day);
            var label = Label(day, month, start);
            if (years.Count > 0 && years[^1].Label == label)
            {
                years[^1] = years[^1] with { Last = day };
            }
            else
            {
                years.Add((label, day, day));
            }
        }

        // Without an end the year that was being counted is not whole.
        return [.. years.Take(endsOn is null ? years.Count - 1 : years.Count).Select((year, index) =>
            $"{year.Label} {year.First:yyyy-MM-dd}..{year.Last:yyyy-MM-dd}{(endsOn is not null && index == years.Count - 1 ? " last" : "")}")];
    }

    private static string Label(DateOnly day, int month, int start)
    {
        var first = (day.Month, day.Day).CompareTo((month, start)) >= 0 ? day.Year : day.Year - 1;
        return (month, start) == (1, 1) ? $"{first}" : $"{first}-{first + 1}";
    }

    private static AgreementYears Years(string timeline, string? endsOn) => new(
        [.. timeline.Split(", ").Select(change => change.Split(' ', '-')).Select(part =>
            (new DateOnly(Number(part[0]), Number(part[1]), Number(part[2])), Terms(Number(part[3]), Number(part[4]))))],
        endsOn is null ? null : DateOnly.Parse(endsOn, System.Globalization.CultureInfo.InvariantCulture));

    private static YearTerms Terms(int month, int day) => GivenYear.Terms(null) with { YearStart = new(month, day) };

    private static string Written(YearSpan year) => $"{year.Label} {year.FirstDay:yyyy-MM-dd}..{year.LastDay:yyyy-MM-dd}{(year.IsLast ? " last" : "")}";

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
