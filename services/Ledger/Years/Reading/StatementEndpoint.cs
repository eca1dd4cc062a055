using HourExchange.Ledger.Books.Keeping;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Ledger.Years.Reading;

/// <summary>
/// A year's statement of record: <c>?year=2014-2015</c>, an earlier edition by <c>&amp;edition=1</c>. As JSON, or its lines
/// as CSV for a spreadsheet.
/// </summary>
public static class StatementEndpoint
{
    // A year's lines are in memory together, until its statement is put together.
    private static readonly SemaphoreSlim AtOnce = new(4);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/books/{book}/statement", (string book, string year, int? edition, HttpContext http, NpgsqlDataSource database) =>
            Read(book, year, edition, http, database, statement => Task.FromResult(Results.Ok(statement)))).For(BookAccess.Readers).Produces<StatementView>();
        routes.MapGet("/api/v1/books/{book}/statement.csv", (string book, string year, int? edition, HttpContext http, NpgsqlDataSource database) =>
            Read(book, year, edition, http, database, async statement =>
                Results.File(await StatementCsv.Of(statement), "text/csv; charset=utf-8", $"decompte-{book}-{year}.csv")))
            .For(BookAccess.Readers).Produces<string>(200, "text/csv");
    }

    private static async Task<IResult> Read(
        string book, string year, int? edition, HttpContext http, NpgsqlDataSource database, Func<StatementView, Task<IResult>> write)
    {
        await AtOnce.WaitAsync(http.RequestAborted);
        try
        {
            await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
            var institution = Caller.Of(http.User).Institution;
            if ((await BookAccess.Find(connection, book, institution)).IsRefused(out var unknown, out _))
            {
                return Problem.From(unknown);
            }

            return (await StatementQuery.Find(connection, book, year, edition, institution)).IsRefused(out var refusal, out var statement)
                ? Problem.From(refusal)
                : await write(statement);
        }
        finally
        {
            AtOnce.Release();
        }
    }
}
