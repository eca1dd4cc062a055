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

/// <summary>The same list as a CSV file that can be imported again: the columns of an import and no others, all lines at once.</summary>
public static class ExportEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/interventions/list.csv", Read).For(AgreementAccess.Readers).WithName("exportInterventions").GivesFile("text/csv");

    private static async Task<IResult> Read(string? dialect, [AsParameters] ListFilter filter, HttpContext http, NpgsqlDataSource database, TimeProvider clock)
    {
        if (CsvDialect.Find(dialect ?? CsvDialect.Swiss.Name) is not { } written)
        {
            return Problem.From(Refusal.Invalid("dialect-unknown", "The dialect is ch or rfc4180."));
        }

        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        var language = ListLanguage.Find(written.Language)!;
        return (await ExportedLines.Find(connection, filter, ChangeLine.ActorOf(http), clock, http.RequestAborted)).IsRefused(out var refusal, out var lines)
            ? Problem.From(refusal)
            : await Spool.Send(
                file => written.Write(file, language.Headers, lines.Read().Select(language.Cells), http.RequestAborted), "text/csv; charset=utf-8", "interventions.csv");
    }
}
