using HourExchange.Reporting.Reports.Periodic.Domain;

namespace HourExchange.Tests.Reporting.Reports.Periodic.Domain;

public sealed class HindranceTests
{
    private static readonly DateOnly LastOfMonth = new(2014, 9, 30);
    private static readonly DateOnly NextDay = new(2014, 10, 1);

    [Theory]
    [InlineData(5, 5L, 0, null)]
    // The book went on since it was told.
    [InlineData(7, 5L, 0, null)]
    [InlineData(4, 5L, 0, "postings-missing")]
    [InlineData(4, 5L, -1, "postings-missing")]
    // What was told yesterday says nothing of yesterday evening.
    [InlineData(5, 5L, -1, "ledger-silent")]
    [InlineData(0, null, null, "ledger-silent")]
    [InlineData(0, 0L, 0, null)]
    public void Figures_are_whole_when_they_go_as_far_as_the_ledger_told_today(int applied, long? head, int? toldAfterDays, string? hindrance) =>
        Assert.Equal(hindrance, Hindrance.Of(applied, head, toldAfterDays is { } days ? NextDay.AddDays(days) : null, NextDay));

    [Fact]
    public void What_is_built_on_the_next_day_is_not_late_whatever_it_waited_for() =>
        Assert.Null(Hindrance.LateBecause(LastOfMonth, NextDay, Hindrance.PostingsMissing, NextDay));

    [Fact]
    public void What_is_built_later_says_what_it_waited_for_on_the_next_day_or_that_nobody_looked()
    {
        var built = NextDay.AddDays(3);
        Assert.Equal("postings-missing", Hindrance.LateBecause(LastOfMonth, built, Hindrance.PostingsMissing, NextDay));
        Assert.Equal("ledger-silent", Hindrance.LateBecause(LastOfMonth, built, Hindrance.LedgerSilent, NextDay.AddDays(-10)));
        Assert.Equal("service-away", Hindrance.LateBecause(LastOfMonth, built, null, null));
        Assert.Equal("service-away", Hindrance.LateBecause(LastOfMonth, built, Hindrance.PostingsMissing, NextDay.AddDays(1)));
    }
}
