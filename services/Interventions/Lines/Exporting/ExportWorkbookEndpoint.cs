using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Lines.Keeping;
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

    private static async Task<IResult> Read(string? language, [AsParameters] ListFilter filter, HttpContext http, NpgsqlDataSource database, TimeProvider clock)
    {
        if (ListLanguage.Find(language ?? ListLanguage.French.Name) is not { } written)
        {
            return Problem.From(Refusal.Invalid("language-unknown", "The language is fr or en."));
        }

        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        if ((await ExportedLines.Find(connection, filter, ChangeLine.ActorOf(http), clock, http.RequestAborted)).IsRefused(out var refusal, out var lines))
        {
            return Problem.From(refusal);
        }

        return await Spool.Send(file => ListWorkbook.Write(file, written, lines.Read(), http.RequestAborted), TableFile.XlsxType, "lines.xlsx");
    }
}
