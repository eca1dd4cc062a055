using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Sheets;
using HourExchange.Plumbing.Sheets.Workbooks;
using HourExchange.Plumbing.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace HourExchange.Ui.Sheets;

/// <summary>
/// The forms in which a report leaves, by name, media type and ending. Its JSON is the endpoint's own; the others are made of its sheet.
/// </summary>
public sealed class SheetFormat
{
    public static readonly SheetFormat Json = new("json", "application/json", (_, _, _, _) => throw new InvalidOperationException("JSON is no sheet's."));

    public static readonly SheetFormat Html = new("html", "text/html", (file, sheet, _, stopping) => SheetHtml.Write(file, sheet, stopping));

    public static readonly SheetFormat Xlsx = new("xlsx", TableFile.XlsxType, (file, sheet, _, stopping) => SheetWorkbook.Write(file, sheet, stopping));

    /// <summary>For spreadsheets.</summary>
    public static readonly SheetFormat Csv = new("csv", "text/csv", (file, sheet, table, stopping) =>
        TableCsv.Write(file, table!, CsvDialect.SpreadsheetOf(sheet.Language), sheet.Language, stopping));

    /// <summary>For programs.</summary>
    public static readonly SheetFormat CsvRfc4180 = new("csv", "text/csv", (file, sheet, table, stopping) =>
        TableCsv.Write(file, table!, CsvDialect.Rfc4180, sheet.Language, stopping));

    private static readonly SheetFormat[] Offered = [Json, Html, Xlsx, Csv];

    private readonly Func<Stream, Sheet, Table?, CancellationToken, Task> _write;

    private SheetFormat(string name, string mediaType, Func<Stream, Sheet, Table?, CancellationToken, Task> write) => (Name, MediaType, _write) = (name, mediaType, write);

    /// <summary>Media types of what is made of a sheet, for documents of an API.</summary>
    public static IReadOnlyList<string> FileTypes { get; } = [.. Offered.Where(format => format != Json).Select(format => format.MediaType)];

    /// <summary>As a query names it; also the ending of its files.</summary>
    public string Name { get; }

    /// <summary>Without parameters.</summary>
    public string MediaType { get; }

    private string ContentType => MediaType.StartsWith("text/", StringComparison.Ordinal) ? MediaType + "; charset=utf-8" : MediaType;

    public bool IsJson => this == Json;

    /// <summary>Whether one table of a sheet is all it takes.</summary>
    private bool IsOneTable => Name == "csv";

    /// <summary>What the query says, else the most wanted of Accept that is offered, else JSON.</summary>
    /// <returns>406 where nothing of what is wanted is offered.</returns>
    public static Decision<SheetFormat> Negotiate(HttpContext http, SheetAsked asked)
    {
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        var dialect = CsvDialect.Find(asked.Dialect ?? CsvDialect.Swiss.Name);
        if (dialect is null)
        {
            return Refusal.Invalid("dialect-unknown", "The dialect is ch or rfc4180.");
        }

        if ((asked.Format is null ? Wanted(http.Request) : Offered.FirstOrDefault(format => format.Name == asked.Format)) is not { } found)
        {
            return new Refusal(RefusalKind.NotAcceptable, "format-not-offered", "The format is json, html, xlsx or csv.");
        }

        return found == Csv && dialect == CsvDialect.Rfc4180 ? CsvRfc4180 : found;
    }

    /// <summary>The report itself where JSON is wanted, else the file that is made of its sheet.</summary>
    /// <param name="table">Code of the table that a CSV is to have; null: the first.</param>
    /// <returns>404 where the sheet has no such table.</returns>
    public async Task<Shown<TReport>> Answer<TReport>(HttpContext http, TReport report, Func<TReport, Sheet> sheetOf, string? table = null)
    {
        if (IsJson)
        {
            return report;
        }

        var sheet = sheetOf(report);
        return TableOf(sheet, table).IsRefused(out var refusal, out var written)
            ? refusal
            : Shown.As<TReport>(await Spool.Send(file => _write(file, sheet, written, http.RequestAborted), ContentType, FileName(sheet, table)));
    }

    /// <summary>Writes what <see cref="Answer"/> would send, to be kept.</summary>
    /// <param name="file">Stays open.</param>
    /// <exception cref="InvalidOperationException">The format is JSON, or the sheet has no such table.</exception>
    public Task Write(Stream file, Sheet sheet, string? table = null, CancellationToken stopping = default) =>
        TableOf(sheet, table).IsRefused(out var refusal, out var written) ? throw new InvalidOperationException(refusal.Message) : _write(file, sheet, written, stopping);

    public string FileName(Sheet sheet, string? table = null) => table is null || !IsOneTable ? $"{sheet.Code}.{Name}" : $"{sheet.Code}-{table}.{Name}";

    private Decision<Table?> TableOf(Sheet sheet, string? code) =>
        !IsOneTable ? (Table?)null
        : sheet.Tables.FirstOrDefault(table => code is null || table.Code == code) is { } found ? found
        : Refusal.NotFound("table");

    private static SheetFormat? Wanted(HttpRequest request)
    {
        var accepted = request.Headers.Accept;
        if (accepted.Count == 0 || !MediaTypeHeaderValue.TryParseList([.. accepted.OfType<string>()], out var wanted) || wanted.Count == 0)
        {
            return Json;
        }

        // Of two that are wanted alike the more exact one says more; then the order in which they are written.
        return wanted.Where(type => type.Quality is not 0).OrderByDescending(type => type.Quality ?? 1)
            .ThenBy(type => type.MatchesAllTypes ? 2 : type.MatchesAllSubTypes ? 1 : 0)
            .Select(type => Offered.FirstOrDefault(format => new MediaTypeHeaderValue(format.MediaType).IsSubsetOf(Plain(type)))).FirstOrDefault(format => format is not null);
    }

    /// <summary>Without parameters: of those offered none has any that tells it from another.</summary>
    private static MediaTypeHeaderValue Plain(MediaTypeHeaderValue type) => new(type.MediaType);
}
