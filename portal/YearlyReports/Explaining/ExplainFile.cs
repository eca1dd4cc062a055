using HourExchange.Client.Reporting;
using HourExchange.Plumbing.Sheets;
using HourExchange.Portal.Pages;
using HourExchange.Ui.Sheets;
using HourExchange.Words;
using HourExchange.Words.Reading;

namespace HourExchange.Portal.YearlyReports.Explaining;

/// <summary>All rows behind a figure as a workbook or a CSV.</summary>
public static class ExplainFile
{
    /// <summary>Pages that are read: what is longer says so.</summary>
    private const int PageLimit = 200;

    public static async Task<IResult> Of(HttpContext http, ExplainScope scope, AskedFigure asked, string? format)
    {
        var (postings, lines) = (new List<ExplainedPosting>(), new List<ExplainedLine>());
        ExplainModel model;
        string? next = null;
        var pages = 0;
        do
        {
            if ((await ReadExplained.Of(http, scope, asked, next)).IsRefused(out var fault, out var page))
            {
                return fault;
            }

            model = page;
            postings.AddRange(page.Figure?.Postings ?? []);
            lines.AddRange(page.Lines?.Lines ?? []);
            next = page.Next;
        }
        while (next is not null && ++pages < PageLimit);

        var language = PageLanguage.Of(http.Request);
        var (words, spelling) = (Wording.Of("Portal", language), Spelling.Of(language));
        var text = new ExplainText(words, spelling, model);
        var table = model.Figure is null ? OfLines(lines, model, text, words) : OfPostings(postings, model, text, words);
        var sheet = new Sheet(words["Yearly.explain.file"], spelling.Language, words.Format("Yearly.explain.title", text.Value), text.Subject,
            [new Section("", [new TableBlock(next is null ? table : table with { Subtitle = words.Format("Yearly.explain.first", Spelling.Count(postings.Count + lines.Count), Spelling.Count(text.Count)) })])])
        {
            Above = [scope.Agreement],
            Information = [(words["Yearly.explain.rule"], text.Rule)],
        };
        var written = format == SheetFormat.Csv.Name ? SheetFormat.Csv : SheetFormat.Xlsx;
        using var file = new MemoryStream();
        await written.Write(file, sheet, stopping: http.RequestAborted);
        return Results.Bytes(file.ToArray(), written.MediaType, $"{sheet.Code}-{scope.Agreement}.{written.Name}");
    }

    private static Table OfPostings(List<ExplainedPosting> postings, ExplainModel model, ExplainText text, Wording words) => Table.Of(
        "postings", words["Yearly.explain.behind"],
        [
            new Column("posting", words["Yearly.explain.number"]), new Column("type", words["Yearly.explain.kind"]), new Column("date", words["Yearly.explain.date"], CellKind.Day),
            new Column("valueDate", words["Yearly.explain.value.date"], CellKind.Day), new Column("from", words["Yearly.explain.credit"]), new Column("to", words["Yearly.explain.debit"]),
            new Column("what", words["Yearly.explain.what"]), new Column("lendingReference", words["Yearly.explain.lending"]), new Column("receivingReference", words["Yearly.explain.receiving"]),
            new Column("how", words["Yearly.explain.how"]), new Column("minutes", words["Yearly.explain.adds"], CellKind.Minutes, Summed: model.Figure!.Unit == "minutes"),
        ],
        postings.Select(posting => new Row(
        [
            Spelling.Count(posting.Number), text.KindOf(posting), (DateOnly?)posting.LineDate, (DateOnly?)posting.ValueDate, posting.Credit, posting.Debit, text.What(posting), posting.LendingReference,
            posting.ReceivingReference, text.How(posting), posting.Minutes,
        ], Mark: posting.Reverses is null ? RowMark.None : RowMark.Reversal))) with
    {
        TotalName = model.Figure.Unit == "minutes" ? words["Total"] : null,
    };

    private static Table OfLines(List<ExplainedLine> lines, ExplainModel model, ExplainText text, Wording words)
    {
        var isCounted = model.Lines!.Unit == "lines";
        return Table.Of(
            "lines", words["Yearly.explain.behindLines"],
            [
                new Column("line", words["Yearly.explain.line"]), new Column("date", words["Yearly.explain.date"], CellKind.Day), new Column("from", words["Yearly.explain.credit"]),
                new Column("to", words["Yearly.explain.debit"]), new Column("domain", words["Yearly.explain.domain"]), new Column("state", words["Yearly.explain.state"]),
                new Column("planned", words["Yearly.explain.planned"], CellKind.Minutes), new Column("taught", words["Yearly.explain.taught"], CellKind.Minutes),
                .. isCounted ? Array.Empty<Column>() : [new Column("minutes", words["Yearly.explain.adds"], CellKind.Minutes, Summed: true)],
            ],
            lines.Select(line => new Row(
            [
                text.NameOf(line), (DateOnly?)line.Date, line.LendingInstitution, line.ReceivingInstitution, model.Labels.Domain(model.Scope.Agreement, line.Domain),
                words.Find($"State.{line.State}") ?? line.State, line.PlannedMinutes is { } planned ? (long)planned : Cell.Empty, (long)line.TaughtMinutes,
                .. isCounted ? Array.Empty<Cell>() : [line.Minutes ?? 0],
            ]))) with
        {
            TotalName = isCounted ? null : words["Total"],
        };
    }
}
