using System.Data;
using HourExchange.Ledger.Books.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Ledger.Years.Reading;

/// <summary>
/// A year's statement of record: <c>?year=2014-2015</c>, an earlier edition by <c>&amp;edition=1</c>. As JSON, or its lines
/// as CSV for a spreadsheet.
/// </summary>
public static class StatementEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/books/{book}/statement", Show).For(BookAccess.Readers).WithName("getStatement");
        routes.MapGet("/api/v1/books/{book}/statement.csv", WriteCsv).For(BookAccess.Readers).WithName("getStatementCsv").GivesFile("text/csv");
    }

    private static async Task<Shown<StatementView>> Show(string book, string year, int? edition, HttpContext http, NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, http.RequestAborted);
        return (await Find(moment, book, year, edition, http)).IsRefused(out var refusal, out var statement) ? refusal : await Spool.SendJson(http, statement);
    }

    private static async Task<IResult> WriteCsv(string book, string year, int? edition, HttpContext http, NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, http.RequestAborted);
        return (await Find(moment, book, year, edition, http)).IsRefused(out var refusal, out var statement)
            ? Problem.From(refusal)
            : await Spool.Send(file => StatementCsv.Write(file, statement, http.RequestAborted), "text/csv; charset=utf-8", $"decompte-{book}-{year}.csv");
    }

    private static async Task<Decision<StatementView>> Find(NpgsqlTransaction moment, string book, string year, int? edition, HttpContext http)
    {
        var institution = Caller.Of(http.User).Institution;
        return (await BookAccess.Find(moment.Connection!, book, institution)).IsRefused(out var unknown, out _)
            ? unknown : await StatementQuery.Find(moment, book, year, edition, institution);
    }
}
