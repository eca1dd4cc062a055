using System.Text;
using HourExchange.Client.Reporting;
using HourExchange.Plumbing.Sheets;
using HourExchange.Ui.Sheets;
using HourExchange.Ui.Tables;
using HourExchange.Words.Reading;

namespace HourExchange.Portal.YearlyReports.Result;

/// <summary>
/// What somebody has read who approves: the figures of management's page and the comments. A form carries it, so that a page can say side by side
/// what is otherwise since.
/// </summary>
public static class ReadFigures
{
    /// <summary>Of one text in the form: enough to know it again.</summary>
    private const int TextLimit = 300;

    private const int FigureLimit = 1_000;

    private const char Between = '\t';

    /// <summary>One figure a line, its name and what it says.</summary>
    public static string Written(ReportPart part) => new StringBuilder().AppendJoin('\n', Of(part).Take(FigureLimit).Select(one => $"{one.Name}{Between}{one.Said}")).ToString();

    /// <param name="written">As a form brought it back.</param>
    public static IReadOnlyList<Otherwise> Changes(string written, ReportPart now)
    {
        var read = written.ReplaceLineEndings("\n").Split('\n').Take(FigureLimit).Select(line => line.Split(Between, 2)).Where(line => line.Length == 2)
            .GroupBy(line => line[0]).ToDictionary(line => line.Key, line => line.First()[1]);
        var stands = Of(now).GroupBy(one => one.Name).ToDictionary(one => one.Key, one => one.First().Said);
        return [.. read.Keys.Union(stands.Keys).Select(name => new Otherwise(name, read.GetValueOrDefault(name), stands.GetValueOrDefault(name))).Where(one => one.Before != one.Now)];
    }

    private static IEnumerable<(string Name, string Said)> Of(ReportPart part) =>
    [
        .. part.Printed.Sheet.Figures.Select(figure => (OneLine(figure.Name), OneLine(figure.Value))),
        .. part.Printed.Sheet.Sections.SelectMany(section => section.Blocks).OfType<TableBlock>().SelectMany(block => OfTable(part.Printed, block.Table)),
        .. part.View.Rubrics.Select(rubric => (OneLine(ReportPart.NameOf(rubric, rubric.Code)), OneLine(Said(rubric.Comment)))),
    ];

    private static IEnumerable<(string Name, string Said)> OfTable(PrintedSheet printed, Table table)
    {
        var text = new CellText(Spelling.Of(printed.Sheet.Language));
        foreach (var row in printed[table].Rows.Where(row => row.Kind != RowKind.Group))
        {
            foreach (var (index, column) in table.Columns.Index().Skip(1))
            {
                if (text.Of(column, row.Cells[index].Value) is { Length: > 0 } said)
                {
                    var of = row.Group is null ? text.Of(table.Columns[0], row.Cells[0].Value) : $"{row.Group}, {text.Of(table.Columns[0], row.Cells[0].Value)}";
                    yield return (OneLine($"{table.Title}, {of}, {column.NameWithCurrency}"), OneLine(said));
                }
            }
        }
    }

    private static string Said(Comment? comment) => comment is null ? "–"
        : string.Join(' ', [$"({comment.Version})", .. new[] { comment.Content.Findings, comment.Content.Principles, comment.Content.Issues, comment.Content.Perspectives }.Where(part => !string.IsNullOrWhiteSpace(part))]);

    private static string OneLine(string text)
    {
        var line = string.Join(' ', text.Split((char[])['\n', '\r', Between], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return line.Length <= TextLimit ? line : line[..TextLimit] + "…";
    }
}

/// <summary>Something that is otherwise than when it was read.</summary>
/// <param name="Name">Of what.</param>
/// <param name="Before">Null: it was not there.</param>
/// <param name="Now">Null: it is there no more.</param>
public sealed record Otherwise(string Name, string? Before, string? Now);
