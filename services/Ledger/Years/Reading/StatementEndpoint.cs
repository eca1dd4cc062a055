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
    // A year's lines are in memory together, until its statement is put together.
    private static readonly SemaphoreSlim AtOnce = new(4);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/books/{book}/statement", (string book, string year, int? edition, HttpContext http, NpgsqlDataSource database) =>
            Read(book, year, edition, http, database, found => Task.FromResult(Show(found)))).For(BookAccess.Readers).WithName("getStatement");
        routes.MapGet("/api/v1/books/{book}/statement.csv", (string book, string year, int? edition, HttpContext http, NpgsqlDataSource database) =>
            Read(book, year, edition, http, database, found => WriteCsv(found, $"decompte-{book}-{year}.csv")))
            .For(BookAccess.Readers).WithName("getStatementCsv").GivesFile("text/csv");
    }

    private static async Task<TResult> Read<TResult>(
        string book, string year, int? edition, HttpContext http, NpgsqlDataSource database, Func<Decision<StatementView>, Task<TResult>> write)
    {
        await AtOnce.WaitAsync(http.RequestAborted);
        try
        {
            await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
            var institution = Caller.Of(http.User).Institution;
            return await write((await BookAccess.Find(connection, book, institution)).IsRefused(out var unknown, out _)
                ? unknown
                : await StatementQuery.Find(connection, book, year, edition, institution));
        }
        finally
        {
            AtOnce.Release();
        }
    }

    private static Shown<StatementView> Show(Decision<StatementView> found) =>
        found.IsRefused(out var refusal, out var statement) ? refusal : statement;

    private static async Task<IResult> WriteCsv(Decision<StatementView> found, string name) =>
        found.IsRefused(out var refusal, out var statement)
            ? Problem.From(refusal)
            : Results.File(await StatementCsv.Of(statement), "text/csv; charset=utf-8", name);
}
