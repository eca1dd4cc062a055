using HourExchange.Client.Interventions;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Tables;
using HourExchange.Plumbing.Years;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;
using HourExchange.Portal.SigningIn;
using HourExchange.Words;
using HourExchange.Words.Lists;

namespace HourExchange.Portal.Interventions.Importing;

/// <summary>
/// The rows with faults as they stand in the file, in the reader's words for their columns, and why each cannot be taken: mended there, the file
/// is brought in as it is. As a workbook it has the lists of the template to choose from.
/// </summary>
public static class FaultyRowsEndpoint
{
    private const int RowsAsked = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(LinePaths.Import + "/{id:guid}/fautes.csv", Csv).For(Roles.Registrar).TakesLong();
        routes.MapGet(LinePaths.Import + "/{id:guid}/fautes.xlsx", Xlsx).For(Roles.Registrar).TakesLong();
    }

    private static async Task<IResult> Csv(Guid id, HttpContext http, House house)
    {
        if ((await Read(id, house)).IsRefused(out var away, out var rows))
        {
            return away;
        }

        var language = PageLanguage.Of(http.Request);
        var columns = ColumnsOf(rows);
        using var file = new MemoryStream();
        await CsvDialect.SpreadsheetOf(language).Write(
            file, [.. columns.Select(column => ListWords.Of(language).Names(column)[0])], rows.Select(row => Cells(row, columns, language)).ToAsyncEnumerable(), http.RequestAborted);
        return Results.Bytes(file.ToArray(), "text/csv; charset=utf-8", NameOf(language, "csv"));
    }

    private static async Task<IResult> Xlsx(Guid id, HttpContext http, House house, AtHand atHand, TimeProvider clock)
    {
        if ((await house.Interventions((client, stopping) => client.ReadImportAsync(id, stopping))).IsRefused(out var away, out var import)
            || (await Read(id, house)).IsRefused(out away, out var rows)
            || (await atHand.Terms(http.Caller()!, import.Agreement, await atHand.Nearest(import.Agreement, clock.Today()))).IsRefused(out away, out var terms))
        {
            return away;
        }

        var language = PageLanguage.Of(http.Request);
        var columns = ColumnsOf(rows);
        var file = TemplateWorkbook.Of(
            terms.Content, await TemplateEndpoint.CodesOf(house, terms.Content), ListWords.Of(language), columns, rows.Select(row => Cells(row, columns, language)));
        return Results.Bytes(file, TableFile.XlsxType, NameOf(language, "xlsx"));
    }

    private static async Task<Asked<List<ImportRow>>> Read(Guid id, House house)
    {
        var found = new List<ImportRow>();
        int? after = null;
        do
        {
            var asked = await house.Interventions((client, stopping) => client.ListImportRowsAsync(id, "fault", after, RowsAsked, stopping));
            if (asked.Value is not { } page)
            {
                return Asked.NoneOf<List<ImportRow>>(asked.Problem);
            }

            found.AddRange(page.Rows);
            after = page.Next;
        }
        while (after is not null);
        return Asked.As(found);
    }

    private static string NameOf(string language, string extension) => $"{Wording.Of("Portal", language)["Import.faultsFile"]}.{extension}";

    /// <summary>Those that the file has, and why.</summary>
    private static List<ListColumn> ColumnsOf(List<ImportRow> rows) =>
        [.. Enum.GetValues<ListColumn>().Where(column => column != ListColumn.Fault && rows.Any(row => RowFaults.Cell(row, column) is not null)), ListColumn.Fault];

    private static IEnumerable<object?> Cells(ImportRow row, List<ListColumn> columns, string language) =>
        columns.Select(column => column == ListColumn.Fault ? Why(row, language) : Cell(column, RowFaults.Cell(row, column)));

    // A day or a number that can be only one stands as one: a text that looks like a day has an apostrophe before it, for spreadsheets.
    private static object? Cell(ListColumn column, string? text) => (column, text) switch
    {
        (ListColumn.Date, not null) when WrittenValue.Date(text, isMonthFirst: () => true) is { } day => day,
        (ListColumn.Quantity, not null) when WrittenValue.Quantity(text) is { } quantity => quantity,
        _ => text,
    };

    private static string Why(ImportRow row, string language)
    {
        var words = Wording.Of("Portal", language);
        // No number of a row: in this file it is another one.
        return string.Join(" ", row.Faults.Select(fault =>
            $"{(fault.Column.Length > 0 ? fault.Column + words["Colon"] : "")}{RowFaults.Sentence(fault, language)}"));
    }
}
