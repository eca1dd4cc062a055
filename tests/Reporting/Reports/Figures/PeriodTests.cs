using System.Text.Json;
using HourExchange.Reporting.Agreements.Domain;
using HourExchange.Reporting.Reports.Figures;

namespace HourExchange.Tests.Reporting.Reports.Figures;

public sealed class PeriodTests
{
    private static readonly KnownAgreement Academic = Agreement("HETS-HG", "09-01");
    private static readonly KnownAgreement Civil = Agreement("CIVIL", "01-01");

    [Theory]
    [InlineData("2014-09-01", "2015-08-31")]
    [InlineData("2014-09-01", "2015-08-30")]
    [InlineData("2013-09-01", "2015-08-31")]
    public void Days_are_a_period_whatever_year_they_make(string from, string to) =>
        Assert.Equal((null, Day(from), Day(to)), Read(new Period(null, Day(from), Day(to)), Academic));

    [Fact]
    public void A_label_is_the_year_of_the_agreements_or_the_civil_one()
    {
        Assert.Equal(("2014-2015", Day("2014-09-01"), Day("2015-08-31")), Read(new Period("2014-2015", null, null), Academic));
        Assert.Equal(("2014", Day("2014-01-01"), Day("2014-12-31")), Read(new Period("2014", null, null), Academic));
        Assert.Equal(("2014", Day("2014-01-01"), Day("2014-12-31")), Read(new Period("2014", null, null), Academic, Civil));
        Assert.Equal("calendar-ambiguous", Refused(new Period("2014-2015", null, null), Academic, Civil));
        Assert.Equal("calendar-ambiguous", Refused(new Period("2014-2015", null, null), Academic, Agreement("VAUD", "08-01")));
        Assert.Equal(("2014-2015", Day("2014-09-01"), Day("2015-08-31")), Read(new Period("2014-2015", null, null), Academic, Agreement("ALIKE", "09-01")));
        Assert.Equal("year-not-found", Refused(new Period("2014-2015", null, null), Civil));
    }

    [Theory]
    [InlineData(null, "2014-09-01", null, "period-invalid")]
    [InlineData(null, null, null, "period-invalid")]
    [InlineData("2014-2015", "2014-09-01", null, "period-invalid")]
    [InlineData(null, "2014-09-02", "2014-09-01", "period-reversed")]
    [InlineData(null, "1900-01-01", "2000-01-01", "period-too-long")]
    [InlineData(null, "1899-12-31", "1900-01-01", "period-out-of-range")]
    [InlineData(null, "0001-01-01", "0001-01-02", "period-out-of-range")]
    [InlineData(null, "9999-12-30", "9999-12-31", "period-out-of-range")]
    [InlineData("9999", null, null, "year-not-found")]
    [InlineData("0000", null, null, "year-not-found")]
    public void What_is_no_period_is_refused_with_its_code(string? year, string? from, string? to, string code) =>
        Assert.Equal(code, Refused(new Period(year, from is null ? null : Day(from), to is null ? null : Day(to)), Academic));

    [Theory]
    [InlineData("1900-01-01", "1999-12-31")]
    [InlineData("2198-12-31", "2198-12-31")]
    public void The_ends_of_the_range_belong_to_it(string from, string to) => Assert.Equal((null, Day(from), Day(to)), Read(new Period(null, Day(from), Day(to)), Academic));

    private static (string?, DateOnly, DateOnly) Read(Period period, params KnownAgreement[] agreements)
    {
        Assert.False(period.In(agreements).IsRefused(out var refusal, out var days), refusal?.Code);
        return days;
    }

    private static string? Refused(Period period, params KnownAgreement[] agreements) => period.In(agreements).Refusal?.Code;

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static KnownAgreement Agreement(string code, string yearStart) => new(code, ["HETS", "HG"], [(new DateOnly(2010, 1, 1), new AgreementTerms(
        "R", "CHF", yearStart, "taught", null, [], new Dictionary<string, NatureTariff>(), new Dictionary<string, JsonElement>()))]);
}
