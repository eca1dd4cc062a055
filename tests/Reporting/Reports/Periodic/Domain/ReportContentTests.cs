using HourExchange.Plumbing.Text;
using HourExchange.Reporting.Reports.Editions.Domain;
using HourExchange.Reporting.Reports.Figures;
using HourExchange.Reporting.Reports.Periodic.Domain;
using HourExchange.Reporting.Reports.Tariff;

namespace HourExchange.Tests.Reporting.Reports.Periodic.Domain;

public sealed class ReportContentTests
{
    [Fact]
    public void What_is_posted_elsewhere_makes_another_hash_and_no_new_edition()
    {
        var (before, after) = (ReportContent.Of(Report(3, 60)), ReportContent.Of(Report(4, 60)));
        Assert.NotEqual(before.Hash, after.Hash);
        Assert.Equal(ContentHash.Of(after.Text), after.Hash);
        Assert.Empty(after.DifferencesSince(before.Text));
    }

    [Fact]
    public void Where_a_figure_is_explained_is_none_of_its_figures() =>
        Assert.Empty(ReportContent.Of(Report(3, 60) with { Explain = "/elsewhere{?figure}" }).DifferencesSince(ReportContent.Of(Report(3, 60)).Text));

    [Fact]
    public void What_is_different_is_named() => Assert.Equal(
        [
            new EditionDifference("rows[HG/td].minutes", "60", "90"), new EditionDifference("rows[HG/td].amount", "65", "97.5"),
            new EditionDifference("totals[HG].minutes", "60", "90"), new EditionDifference("totals[HG].amount", "65", "97.5"),
        ],
        ReportContent.Of(Report(4, 90)).DifferencesSince(ReportContent.Of(Report(3, 60)).Text));

    private static TariffReport Report(long postings, long minutes)
    {
        var row = TariffRow.Of("HG", "td", "taught", 65m, new DateOnly(2014, 10, 1), minutes, 1);
        return new TariffReport(
            "HETS-HG", null, new DateOnly(2014, 10, 1), new DateOnly(2014, 10, 31), "CHF", new CompleteTo(postings, $"{postings}"),
            [row], [new TariffTotal("HG", minutes, 1, row.Amount)], "");
    }
}
