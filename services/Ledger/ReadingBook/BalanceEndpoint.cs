using Dapper;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Ledger.ReadingBook;

/// <summary>
/// What each institution stands at, over all years, by value date, the day asked for included. Positive: it has given more
/// than it received. The sum over a book is always zero.
/// </summary>
public static class BalanceEndpoint
{
    // Adds days, never postings.
    private const string Balances = """
        select party.institution, coalesce(sum(day.credit_minutes - day.debit_minutes), 0)::bigint as minutes
        from ledger.book cross join unnest(book.parties) with ordinality as party (institution, position)
        left join ledger.account on account.book = book.ref and account.institution = party.institution
        left join ledger.account_day as day on day.book = account.book and day.account = account.number and day.value_date <= @asOf
        where book.ref = @book group by party.institution, party.position order by party.position
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/books/{book}/balance", Read).For(BookAccess.Readers);

    private static async Task<IResult> Read(string book, DateOnly asOf, HttpContext http, NpgsqlDataSource database)
    {
        if (http.Request.Query.ContainsKey("knownAt"))
        {
            return Problem.From(Refusal.Malformed("known-at-unavailable", "Balances as they were known at a past moment are not offered yet."));
        }

        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        if (await BookAccess.Find(connection, book, Caller.Of(http.User).Institution) is null)
        {
            return Problem.From(Refusal.NotFound("book"));
        }

        var balances = await connection.QueryAsync<Balance>(Balances, new { book, asOf });
        return Results.Ok(new { book, asOf, balances });
    }

    private sealed record Balance(string Institution, long Minutes);
}
