using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Lines.Listing;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Tables;
using Npgsql;

namespace HourExchange.Interventions.Lines.Exporting;

/// <summary>The same list as an Excel workbook that can be imported again, with dates and quantities that a spreadsheet can count with.</summary>
public static class ExportWorkbookEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/interventions/list.xlsx", Read).For(AgreementAccess.Readers).WithName("exportWorkbook").GivesFile(TableFile.XlsxType);

    private static async Task<IResult> Read(string? language, [AsParameters] ListFilter filter, HttpContext http, NpgsqlDataSource database)
    {
        if (ListLanguage.Find(language ?? ListLanguage.French.Name) is not { } written)
        {
            return Problem.From(Refusal.Invalid("language-unknown", "The language is fr or en."));
        }

        if (filter.Check() is { } badFilter)
        {
            return Problem.From(badFilter);
        }

        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        if ((await ExportedLines.Find(connection, filter, Caller.Of(http.User).Institution, http.RequestAborted)).IsRefused(out var refusal, out var lines))
        {
            return Problem.From(refusal);
        }

        var file = OpenTemporary();
        try
        {
            await ListWorkbook.Write(file, written, lines.Read(), http.RequestAborted);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }

        file.Position = 0;
        return Results.Stream(file, TableFile.XlsxType, "lines.xlsx");
    }

    // A package is written without awaiting, which an answer does not allow. From a file the length is known, a failure half way is
    // still told as one, and no slow reader holds a connection to the database. The system makes it readable by this user alone.
    private static FileStream OpenTemporary() => new(Path.GetTempFileName(), new FileStreamOptions
    {
        Mode = FileMode.Open,
        Access = FileAccess.ReadWrite,
        Options = FileOptions.DeleteOnClose,
    });
}
