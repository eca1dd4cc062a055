using FsCheck;
using FsCheck.Fluent;
using HourExchange.Interventions.Agreements.Domain;

namespace HourExchange.Tests.Interventions.Agreements.Domain;

/// <summary>Term, tacit renewal and notice, by the rules of docs/domain.md, Agreements.</summary>
public sealed class AgreementTermTests
{
    private static readonly Arbitrary<DateOnly> Days = Gen.Choose(new DateOnly(1950, 1, 1).DayNumber, new DateOnly(2090, 12, 31).DayNumber)
        .Select(DateOnly.FromDayNumber).ToArbitrary();

    [Theory]
    // effective, years, notice months, term, first day, last day, last day for notice
    [InlineData("2012-05-14", 3, 4, 1, "2012-05-14", "2015-05-13", "2015-01-13")]
    [InlineData("2012-05-14", 3, 4, 6, "2027-05-14", "2030-05-13", "2030-01-13")]
    [InlineData("2010-09-01", 1, 4, 1, "2010-09-01", "2011-08-31", "2011-04-30")]
    [InlineData("2010-09-01", 5, 6, 1, "2010-09-01", "2015-08-31", "2015-02-28")]
    [InlineData("2011-09-01", 1, 6, 1, "2011-09-01", "2012-08-31", "2012-02-29")]
    [InlineData("2012-02-29", 3, 0, 1, "2012-02-29", "2015-02-28", "2015-02-28")]
    [InlineData("2012-02-29", 3, 1, 2, "2015-03-01", "2018-02-28", "2018-01-28")]
    [InlineData("2012-02-29", 4, 0, 1, "2012-02-29", "2016-02-28", "2016-02-28")]
    [InlineData("2012-03-01", 4, 12, 1, "2012-03-01", "2016-02-29", "2015-02-28")]
    [InlineData("2013-01-01", 1, 3, 3, "2015-01-01", "2015-12-31", "2015-09-30")]
    public void A_term_ends_the_day_before_its_anniversary_and_notice_is_counted_back_within_the_month(
        string effective, int years, int notice, int number, string first, string last, string lastForNotice) => Assert.Equal(
        new AgreementTerm(number, Day(first), Day(last), Day(lastForNotice)), AgreementTerm.Of(Day(effective), years, notice, number));

    [Theory]
    [InlineData("2012-05-14", 3, 4, "2027-05-13", 5, 4)]
    [InlineData("2012-05-14", 3, 4, "2027-05-14", 6, 5)]
    [InlineData("2012-02-29", 3, 4, "2015-02-28", 1, 0)]
    [InlineData("2012-02-29", 3, 4, "2015-03-01", 2, 1)]
    public void Renewals_elapse_on_the_anniversary(string effective, int years, int notice, string on, int number, int renewals)
    {
        var term = AgreementTerm.At(Day(effective), years, notice, Day(on));
        Assert.Equal((number, renewals), (term.Number, term.RenewalsElapsed));
    }

    [Theory]
    // On the last day, that day included: this term. A day late: the next.
    [InlineData("2012-05-14", 3, 4, "2015-01-13", "2015-05-13")]
    [InlineData("2012-05-14", 3, 4, "2015-01-14", "2018-05-13")]
    [InlineData("2010-09-01", 1, 4, "2011-04-30", "2011-08-31")]
    [InlineData("2010-09-01", 1, 4, "2011-05-01", "2012-08-31")]
    [InlineData("2012-02-29", 3, 1, "2015-01-29", "2018-02-28")]
    public void A_notice_ends_the_agreement_with_its_term_or_with_the_next_when_it_came_too_late(
        string effective, int years, int notice, string received, string ends) =>
        Assert.Equal(Day(ends), AgreementTerm.EndAfterNotice(Day(effective), years, notice, Day(received)));

    [Property]
    public Property Terms_follow_each_other_without_gap_or_overlap() =>
        Prop.ForAll(Days, Gen.Choose(1, 99).Two().ToArbitrary(), (effective, numbers) =>
        {
            var (years, notice, number) = (1 + (numbers.Item1 % 9), numbers.Item2 % 37, 1 + (numbers.Item1 % 7));
            var term = AgreementTerm.Of(effective, years, notice, number);
            var next = AgreementTerm.Of(effective, years, notice, number + 1);
            return term.FirstDay <= term.LastDay && next.FirstDay == term.LastDay.AddDays(1) && term.LastDayForNotice <= term.LastDay
                && AgreementTerm.At(effective, years, notice, term.FirstDay) == term && AgreementTerm.At(effective, years, notice, term.LastDay) == term
                && AgreementTerm.At(effective, years, notice, next.FirstDay) == next;
        });

    [Property]
    public Property An_end_is_the_first_term_s_last_day_for_which_the_notice_was_in_time() =>
        Prop.ForAll(Days, Gen.Choose(0, 12_000).ToArbitrary(), Gen.Choose(0, 400).ToArbitrary(), (effective, after, mixed) =>
        {
            var (years, notice, received) = (1 + (mixed % 9), mixed % 37, effective.AddDays(after));
            var naive = Enumerable.Range(1, 60).Select(number => AgreementTerm.Of(effective, years, notice, number))
                .First(term => term.LastDay >= received && term.LastDayForNotice >= received);
            return AgreementTerm.EndAfterNotice(effective, years, notice, received) == naive.LastDay;
        });

    private static DateOnly Day(string text) => DateOnly.Parse(text, null);
}
