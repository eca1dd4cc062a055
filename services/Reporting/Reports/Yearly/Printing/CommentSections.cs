using HourExchange.Plumbing.Sheets;
using HourExchange.Words.Reading;

namespace HourExchange.Reporting.Reports.Yearly.Printing;

/// <summary>What managements say, rubric by rubric with its own figures, and the perspectives of all at the end.</summary>
internal static class CommentSections
{
    public static IEnumerable<Section> Of(YearlyReport report, ReportWords words)
    {
        yield return new Section(words["Section.comments"], []);
        foreach (var rubric in report.Rubrics)
        {
            yield return new Section(words.Rubric(rubric.Code, rubric.Labels), [.. FiguresOf(report, rubric, words), .. Said(rubric.Comment, words)]) { Code = rubric.Code };
        }

        foreach (var section in Perspectives(report, words))
        {
            yield return section;
        }
    }

    /// <summary>What all rubrics say of what comes next; none where none says anything.</summary>
    public static IEnumerable<Section> Perspectives(YearlyReport report, ReportWords words)
    {
        var perspectives = report.Rubrics.Where(rubric => rubric.Comment?.Content.Perspectives is { Length: > 0 }).ToList();
        if (perspectives.Count > 0)
        {
            yield return new Section(words["Section.perspectives"],
                [.. perspectives.Select(rubric => new Markdown(rubric.Comment!.Content.Perspectives!, words.Rubric(rubric.Code, rubric.Labels)))]);
        }
    }

    /// <summary>None while something is open: nobody signs by hand what is not whole, nor what it has approved already.</summary>
    /// <param name="approved">When each party approved what is printed.</param>
    public static IEnumerable<Section> Signatures(YearlyReport report, ReportWords words, bool isFrozen, IReadOnlyDictionary<string, DateOnly> approved) => isFrozen || report.Life is { Missing.Count: 0 }
        ? [new Section(words["Section.approval"], [new Signatures([.. report.Parties.Select(party => (
            $"{party}, {words["Sign.management"]}", approved.TryGetValue(party, out var day) ? words.Say("Sign.approved", words.Spelling.Day(day)) : words["Sign.below"]))])])]
        : [new Section(words["Section.approval"], [new Paragraph(words.Say("Approval.missing", string.Join(", ",
            report.Rubrics.Where(rubric => rubric.Comment is null).Select(rubric => words.Rubric(rubric.Code, rubric.Labels)))))])];

    private static IEnumerable<Block> FiguresOf(YearlyReport report, RubricFigures rubric, ReportWords words)
    {
        var rows = report.ByDomain.Where(row => rubric.Domains.Contains(row.Domain)).ToList();
        return rows.Count == 0
            ? []
            : [new Facts([.. report.Parties.Select(party => (
                words.Say("Column.gives", party),
                Beside(rows.Where(row => row.Institution == party).Sum(row => row.Given), rows.Where(row => row.Institution == party).Sum(row => row.GivenBefore), report, words)))])];
    }

    private static string Beside(long now, long before, YearlyReport report, ReportWords words) => !report.HasYearBefore ? Spelling.Hours(now)
        : $"{Spelling.Hours(now)} ({words.Say("Figure.before", Spelling.Hours(before), report.YearBefore, Spelling.SignedHours(now - before))})";

    private static IEnumerable<Block> Said(Comment? comment, ReportWords words)
    {
        if (comment is null)
        {
            return [new Paragraph(words["Rubric.toComplete"])];
        }

        if (comment.Content.NothingToReport)
        {
            return [new Paragraph(words["Rubric.nothingToReport"])];
        }

        var said = comment.Content;
        return
        [
            .. Part(said.Findings, "findings"), .. Part(said.Principles, "principles"), .. Part(said.Issues, "issues"), .. Part(said.Perspectives, "perspectives"),
            .. said.Indicators is { Count: > 0 } indicators ? [new Facts([.. indicators.Select(one => (one.Name, one.Value))])] : Array.Empty<Block>(),
        ];

        IEnumerable<Block> Part(string? text, string part) => string.IsNullOrWhiteSpace(text) ? [] : [new Markdown(text, words[$"Rubric.{part}"])];
    }
}
