using HourExchange.Plumbing.Sheets;
using HourExchange.Reporting.Reports.Figures;
using HourExchange.Words.Reading;

namespace HourExchange.Reporting.Reports.Overview.Printing;

/// <summary>A yearly report over agreements as people read it: what came out, then agreement by agreement.</summary>
internal static class OverviewSheet
{
    /// <param name="of">What each agreement calls its codes, by agreement.</param>
    public static Sheet Of(OverviewReport report, ReportWords words, IReadOnlyDictionary<string, ReportWords> of)
    {
        var about = report.Institution ?? words["Overview.all"];
        var period = PeriodName(report, words);
        return new Sheet(
            $"bilan-{report.Institution ?? "ensemble"}-{report.From:yyyyMMdd}-{report.To:yyyyMMdd}", words.Language, words.Say("Title.overview", period), Lead(report, words),
            [.. OverviewResult.Of(report, words, of), .. OverviewHours.Of(report, words, of), .. OverviewFollowUp.Of(report, words), Method(report, words)])
        {
            Above = [about, words.Say("Above.agreements", Spelling.Count(report.Agreements.Count)), words["Above.unnumbered"]],
            Figures = Figures(report, words),
            Information =
            [
                (words["Info.period"], words.Say("Above.period", words.Spelling.Day(report.From), words.Spelling.Day(report.To))),
                (words["Info.compared"], words.Say("Above.period", words.Spelling.Day(report.FromBefore), words.Spelling.Day(report.ToBefore))),
                (words["Info.institution"], about),
                .. report.Books.SelectMany(book => CompleteTo.Information(book.Key, book.Value, words)),
            ],
            RunningHead = $"{words.Say("Title.overview", period)}, {about}",
        };
    }

    public static string PeriodName(OverviewReport report, ReportWords words) => report.Year ?? PeriodName(report.From, report.To, words);

    /// <summary>A year by its label, else both days.</summary>
    public static string PeriodName(DateOnly from, DateOnly to, ReportWords words) =>
        from.AddYears(1).AddDays(-1) == to ? Plumbing.Years.LabelledYear.From(from).Label : $"{words.Spelling.Day(from)}–{words.Spelling.Day(to)}";

    private static string Lead(OverviewReport report, ReportWords words) => report.Institution is not { } institution
        ? report.Pairs.Sum(pair => pair.Given + pair.Received) is var all and not 0
            ? words.Say("Lead.exchanged", Spelling.Hours(all), Spelling.Count(report.Agreements.Count)) : words["Lead.nothing"]
        : report.Institutions is not [var own] ? words["Lead.nothing"]
        : own.Net == 0 ? words.Say("Lead.ownEven", institution)
        : words.Say(own.Net > 0 ? "Lead.ownGave" : "Lead.ownReceived", institution, Spelling.Hours(Math.Abs(own.Net)));

    private static List<Figure> Figures(OverviewReport report, ReportWords words)
    {
        if (report.Institution is null || report.Institutions is not [var own])
        {
            return [];
        }

        var before = PeriodName(report.FromBefore, report.ToBefore, words);
        string Beside(long now, long then) => words.Say("Figure.before", Spelling.Hours(then), before, Spelling.SignedHours(now - then));
        return
        [
            new Figure(words.Say("Figure.given", own.Institution), Spelling.Hours(own.Given), Beside(own.Given, own.GivenBefore)),
            new Figure(words.Say("Figure.received", own.Institution), Spelling.Hours(own.Received), Beside(own.Received, own.ReceivedBefore)),
            new Figure(words.Say("Figure.netPeriod", own.Institution), Spelling.Hours(own.Net), Beside(own.Net, own.GivenBefore - own.ReceivedBefore)),
        ];
    }

    private static Section Method(OverviewReport report, ReportWords words) => new(words["Section.method"],
    [
        new Paragraph(words["Method.byDays"]), new Paragraph(words["Method.ownCodes"]), new Paragraph(words["Method.totals"]),
    ]);
}
