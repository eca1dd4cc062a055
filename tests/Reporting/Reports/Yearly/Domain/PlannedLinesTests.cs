using System.Text.Json;
using HourExchange.Reporting.Agreements.Domain;
using HourExchange.Reporting.Reports.Figures;
using HourExchange.Reporting.Reports.Yearly;
using HourExchange.Reporting.Reports.Yearly.Domain;

namespace HourExchange.Tests.Reporting.Reports.Yearly.Domain;

public sealed class PlannedLinesTests
{
    private static readonly DateOnly Day = new(2014, 10, 1);
    private static readonly KnownAgreement Agreement = new("B", ["HETS", "HG"], [(Day, new AgreementTerms("R", "CHF", "09-01", "taught", null, [], new Dictionary<string, NatureTariff>
    {
        ["td"] = new("1", "65.00"), ["cours"] = new("3/2", "65.00"), ["suivi"] = new("2/3", "65.00"), ["stage"] = new("1", "0.00", Exchanged: false),
    }, new Dictionary<string, JsonElement>()))]);

    [Fact]
    public void What_is_open_is_credited_as_it_would_be_and_changes_the_balance()
    {
        var account = new AccountFigures("B", "HETS", "HG", "base", 30, 100, 200, 0, 0, 0, 10, 60, 0);
        var planned = Assert.Single(PlannedLines.Of(Agreement, [account], [Open("HETS", "cours", 60, 2), Open("HG", "suivi", 50, 3), Open("HG", "stage", 600, 1), Open("HG", "inconnue", 600, 1)]));
        // 60 × 3/2 twice; 50 × 2/3 is 33 1/3, so 33 each; what is only counted credits nobody. The closing rows of the year are left out.
        Assert.Equal(("HETS", "HG", 180L, 99L, -70L + 180 - 99), (planned.Institution, planned.Counterpart, planned.ToGive, planned.ToReceive, planned.Balance));
        Assert.Empty(PlannedLines.Of(Agreement, [account], []));
    }

    [Theory]
    [InlineData(1, 2)] // 1.5 goes up
    [InlineData(3, 5)] // 4.5 goes up
    [InlineData(4, 6)]
    public void Half_a_minute_goes_up(int taught, long credited) => Assert.Equal(credited, Assert.Single(PlannedLines.Of(Agreement, [], [Open("HETS", "cours", taught, 1)])).ToGive);

    [Fact]
    public void What_waits_for_a_decision_is_told_until_it_is_decided()
    {
        var lines = new LineIndicators(10, 2, 1, 0, 0, 0, 0, 0, null, null, null, null, []);
        ActionFigures[] actions = [new("HG", Day, "open", "Trois thèmes", null), new("HG", Day, "done", null, null), new("HETS", Day.AddYears(2), "open", null, null)];
        SettlementFigures[] settlements = [new("HETS", "HG", 60, 65m, "CHF", null), new("HETS", "HG", 60, 65m, "CHF", Day)];
        Assert.Equal(
            ["year-open  ", "settlement-unpaid HETS ", "lines-disputed  1", "lines-open  2", "action-overdue HG "],
            Deciding.Of("drafted", settlements, actions, lines, Day.AddDays(1), Day.AddDays(2)).Select(one => $"{one.Kind} {one.By} {one.Count}"));
        Assert.Equal(["lines-disputed"], Deciding.Of("open", [], [], lines, Day.AddDays(1), Day).Select(one => one.Kind));
        Assert.Empty(Deciding.Of("closed", [], null, null, Day.AddDays(1), Day.AddDays(2)));
    }

    private static OpenLines Open(string lender, string nature, int minutes, long lines) => new("HETS-HG", lender, lender == "HG" ? "HETS" : "HG", nature, Day, minutes, lines);
}
