using HourExchange.Reporting.Agreements.Domain;
using HourExchange.Reporting.Reports.Figures;
using HourExchange.Reporting.Reports.Tariff;

namespace HourExchange.Tests.Reporting.Reports.Tariff;

public sealed class TariffReportTests
{
    private static readonly DateOnly September = new(2014, 9, 1);

    [Fact]
    public void Minutes_are_valued_at_the_tariff_and_on_the_basis_of_their_dates_and_rounded_once_a_row()
    {
        var report = Report(
            Terms("taught", "65.00"), (new DateOnly(2015, 2, 1), Terms("credited", "70.01")),
            [
                new("HG", "td", September, Taught: 91, Credited: 137, Lines: 1), new("HG", "td", new DateOnly(2015, 1, 31), 10, 15, 1),
                new("HG", "td", new DateOnly(2015, 2, 1), 10, 15, 1), new("HETS", "td", September, 60, 60, 1),
            ]);
        Assert.Equal(
            [("HETS", "taught", 65.00m, 60L, 65.00m), ("HG", "taught", 65.00m, 101L, 109.42m), ("HG", "credited", 70.01m, 15L, 17.50m)],
            report.Rows.Select(row => (row.Institution, row.Basis, row.Tariff, row.Minutes, row.Amount)));
        Assert.Equal([("HETS", 65.00m), ("HG", 126.92m)], report.Totals.Select(total => (total.Institution, total.Amount)));
    }

    [Theory]
    // 5 minutes at 0.06 are 0.005: half goes away from zero, on both sides.
    [InlineData(5, "0.06", "0.01")]
    [InlineData(-5, "0.06", "-0.01")]
    [InlineData(1, "0.29", "0.00")]
    public void Half_a_hundredth_goes_away_from_zero(long minutes, string tariff, string amount) =>
        Assert.Equal(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), Report(Terms("credited", tariff), null, [new("HG", "td", September, 0, minutes, 1)]).Rows.Single().Amount);

    [Fact]
    public void What_was_taken_back_leaves_no_row_of_zeros() =>
        Assert.Empty(Report(Terms("taught", "65.00"), null, [new("HG", "td", September, 60, 60, 1), new("HG", "td", September.AddDays(1), -60, -60, -1)]).Rows);

    private static TariffReport Report(AgreementTerms terms, (DateOnly From, AgreementTerms Terms)? amendment, IReadOnlyList<NatureMinutes> given) => TariffReport.Of(
        new KnownAgreement("HETS-HG", ["HETS", "HG"], [(September, terms), .. amendment is { } changed ? [changed] : Array.Empty<(DateOnly, AgreementTerms)>()]),
        "2014-2015", September, new DateOnly(2015, 8, 31), new CompleteTo(4, ""), given);

    private static AgreementTerms Terms(string basis, string tariff) => new(
        "R", "CHF", "09-01", basis, null, [], new Dictionary<string, NatureTariff> { ["td"] = new("1", tariff) }, new Dictionary<string, System.Text.Json.JsonElement>());
}
