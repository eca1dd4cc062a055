using HourExchange.Plumbing.Sheets;
using HourExchange.Reporting.Reports.Figures;
using HourExchange.Words.Reading;

namespace HourExchange.Reporting.Reports.Yearly.Printing;

/// <summary>The bilan as people read it: its first page is management's, the rest explains it.</summary>
internal static class YearlySheet
{
    /// <param name="annex">The year's interventions and their reversals, line by line.</param>
    /// <param name="frozen">Null while it is provisional.</param>
    /// <param name="isLast">Whether the agreement ends with the year.</param>
    /// <param name="approved">When each party approved it as it stands.</param>
    public static Sheet Of(
        YearlyReport report, ReportWords words, IAsyncEnumerable<AnnexLine> annex, FrozenAs? frozen = null, bool isLast = false, IReadOnlyDictionary<string, DateOnly>? approved = null) => Of(
        report, words, frozen,
        [
            .. ResultSections.Of(report, words, isLast), .. HoursSections.Of(report, words), .. FollowUpSections.Of(report, words), .. CommentSections.Of(report, words), Method(report, words),
            .. CommentSections.Signatures(report, words, frozen is not null, approved ?? new Dictionary<string, DateOnly>()),
            new Section(words["Section.annex"], [new TableBlock(AnnexTable.Of(report, words, annex))], OnNewPage: true),
        ]);

    /// <summary>What one page shows of it; provisional, and without the annex.</summary>
    /// <returns>Null where there is no such part.</returns>
    public static Sheet? PartOf(YearlyReport report, ReportWords words, string part, bool isLast) => part switch
    {
        "result" => Of(report, words, null, [.. ResultSections.Of(report, words, isLast)]),
        "balance" => Of(report, words, null, [.. ResultSections.Of(report, words, isLast).Take(1), HoursSections.Balances(report, words)]),
        "figures" => Of(report, words, null, [.. ResultSections.Of(report, words, isLast).Take(1), .. HoursSections.Of(report, words), .. CommentSections.Perspectives(report, words), Method(report, words)]),
        "follow-up" => Of(report, words, null, [.. FollowUpSections.Of(report, words)]),
        "comments" => Of(report, words, null, [.. CommentSections.Of(report, words).Where(section => section.Code is not null)]),
        _ => null,
    };

    private static Sheet Of(YearlyReport report, ReportWords words, FrozenAs? frozen, IReadOnlyList<Section> sections) => new(
        $"bilan-{report.Agreement}-{report.Year}", words.Language, words.Say("Title.yearly", report.Year), Lead(report, words), sections)
    {
        Above = [string.Join(" · ", report.Parties), words.Say("Above.agreement", report.Reference), frozen is null
            ? words.Say("Above.provisional", Spelling.Count(report.Complete.Postings))
            : words.Say("Above.edition", frozen.Number, words.Spelling.Day(frozen.On))],
        Figures = Figures(report, words),
        Information =
        [
            (words["Info.period"], words.Say("Above.period", words.Spelling.Day(report.FirstDay), words.Spelling.Day(report.LastDay))),
            (words["Info.state"], $"{(frozen is null ? words["Info.provisional"] : words.Say("Above.edition", frozen.Number, words.Spelling.Day(frozen.On)))}, {words[$"YearState.{report.YearState}"]}"),
            .. frozen is null ? Array.Empty<(string, string)>() : [(words["Info.contentHash"], frozen.Hash)],
            .. CompleteTo.Information(report.Agreement, report.Complete, words),
        ],
        RunningHead = words.Say("Running.yearly", report.Agreement, report.Year),
    };

    /// <summary>Of each pair who received more, then what is to be paid and what is carried.</summary>
    private static string Lead(YearlyReport report, ReportWords words)
    {
        var pairs = report.Accounts.GroupBy(account => (account.Institution, account.Counterpart)).ToList();
        var sentences = pairs.Select(pair => (pair.Key.Institution, pair.Key.Counterpart, Net: pair.Sum(account => account.Given + account.Late - account.Received))).Select(pair => pair.Net switch
        {
            0 => words.Say("Lead.even", pair.Institution, pair.Counterpart),
            > 0 => words.Say("Lead.received", pair.Counterpart, Spelling.Hours(pair.Net), pair.Institution),
            _ => words.Say("Lead.received", pair.Institution, Spelling.Hours(-pair.Net), pair.Counterpart),
        }).ToList();
        if (sentences.Count == 0)
        {
            return string.Join(' ', [words["Lead.nothing"], .. NotBroughtIn(report, words)]);
        }

        return string.Join(' ',
        [
            .. sentences,
            .. report.Settlements.Where(one => one.IsDue).GroupBy(one => (one.Payee, one.Currency)).Select(owed => words.Say("Lead.pay", words.Spelling.Money(owed.Sum(one => one.Amount), owed.Key.Currency), owed.Key.Payee)),
            // What is taken out of an account stood there: the other owes it in the next year.
            .. report.Accounts.Where(account => account.Carried != 0).GroupBy(account => account.Carried < 0 ? (Debtor: account.Counterpart, Creditor: account.Institution) : (Debtor: account.Institution, Creditor: account.Counterpart))
                .Select(owed => words.Say("Lead.carry", Spelling.Hours(owed.Sum(account => Math.Abs(account.Carried))), owed.Key.Debtor, owed.Key.Creditor)),
            .. NotBroughtIn(report, words),
        ]);
    }

    /// <summary>Earlier years that are not closed: what they stand at is in the balance of any day, and in no figure of this year.</summary>
    private static IEnumerable<string> NotBroughtIn(YearlyReport report, ReportWords words)
    {
        if (report.OpenBefore.Count > 0)
        {
            var viewer = report.Institutions is [var first, ..] ? first.Institution : report.Parties[0];
            var balances = report.OpenBefore.Select(open => (open.Year, Balance: Spelling.SignedHours(open.Balances.GetValueOrDefault(viewer)))).ToList();
            yield return balances is [var only]
                ? words.Say("Lead.openYear", only.Year, only.Balance, viewer)
                : words.Say("Lead.openYears", string.Join(", ", balances.Select(open => $"{open.Year} {open.Balance}")), viewer);
        }
    }

    /// <summary>Said beside figures that begin without what earlier years left; none where all of those are closed.</summary>
    public static IEnumerable<string> WithoutCarry(YearlyReport report, ReportWords words) =>
        report.OpenBefore.Count > 0 ? [words.Say("Subtitle.withoutCarry", string.Join(", ", report.OpenBefore.Select(open => open.Year)))] : [];

    /// <summary>As the first party sees them; with more than two parties the first that is in the figures.</summary>
    private static List<Figure> Figures(YearlyReport report, ReportWords words)
    {
        if (report.Institutions is not [var first, ..])
        {
            return [];
        }

        var opening = report.Accounts.Where(account => account.Institution == first.Institution).Sum(account => account.Opening)
            - report.Accounts.Where(account => account.Counterpart == first.Institution).Sum(account => account.Opening);
        string? Beside(long now, long before) => !report.HasYearBefore ? null : words.Say("Figure.before", Spelling.Hours(before), report.YearBefore, Spelling.SignedHours(now - before));
        var netBefore = first.GivenBefore - first.ReceivedBefore;
        return
        [
            new Figure(words.Say("Figure.given", first.Institution), Spelling.Hours(first.Given), Beside(first.Given, first.GivenBefore)),
            new Figure(words.Say("Figure.received", first.Institution), Spelling.Hours(first.Received), Beside(first.Received, first.ReceivedBefore)),
            new Figure(words.Say("Figure.net", first.Institution), Spelling.Hours(first.Net), Beside(first.Net, netBefore)),
            new Figure(
                words["Figure.withOpening"], Spelling.Hours(first.Net + opening),
                words.Say("Figure.opening", report.OpenBefore.Count > 0 && opening == 0 ? words["Figure.notCarried"] : Spelling.Hours(opening))),
        ];
    }

    private static Section Method(YearlyReport report, ReportWords words)
    {
        var method = report.Method;
        return new Section(words["Section.method"],
        [
            new Paragraph(words.Say("Method.coefficients", string.Join(", ", method.Coefficients.Select(nature => $"{words.Nature(nature.Key)} {nature.Value}")))),
            new Paragraph(method.CarryCapMinutes is { } cap ? words.Say("Method.cap", Spelling.Hours(cap)) : words["Method.noCap"]),
            .. method.CompensationGroups.Count == 0 ? Array.Empty<Block>()
                : [new Paragraph(words.Say("Method.groups", string.Join(" ; ", method.CompensationGroups.Select(group => string.Join(" + ", group.Select(words.Domain))))))],
            .. report.TermsChanged.Select(day => new Paragraph(words.Say("Method.termsChanged", words.Spelling.Day(day)))),
            new Paragraph(words.Say("Method.sums", Spelling.Count(report.Complete.Postings))),
        ]);
    }
}

/// <summary>As what a bilan is frozen.</summary>
/// <param name="Number">Of the edition.</param>
/// <param name="Hash">Of its content.</param>
internal sealed record FrozenAs(int Number, string Hash, DateOnly On);
