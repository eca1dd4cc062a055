using HourExchange.Ledger.Books.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Ledger.Books.Reading;

/// <summary>
/// What each institution stands at, over all years, by value date, the day asked for included; with <c>knownAt</c>, as it
/// was known at that moment. Positive: it has given more than it received. The sum over a book is always zero. Beside it
/// the same by pair, domain and year.
/// </summary>
public static class BalanceEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/books/{book}/balance", Read).For(BookAccess.Readers);

    private static async Task<IResult> Read(string book, DateOnly asOf, DateTimeOffset? knownAt, HttpContext http, NpgsqlDataSource database)
    {
        if (knownAt is { UtcDateTime.Year: < 1900 or > 9000 })
        {
            return Problem.From(Refusal.Malformed("known-at-invalid", "knownAt is a moment from 1900 on, for instance 2015-10-01T12:00:00Z."));
        }

        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        if ((await BookAccess.Find(connection, book, Caller.Of(http.User).Institution)).IsRefused(out var unknown, out var parties))
        {
            return Problem.From(unknown);
        }

        var accounts = await BalanceQuery.Read(connection, book, asOf, knownAt);
        var balances = parties.Select(institution =>
            new { institution, minutes = accounts.Where(account => account.Institution == institution).Sum(account => account.Minutes) });
        return knownAt is null
            ? Results.Ok(new { book, asOf, balances, accounts })
            : Results.Ok(new { book, asOf, knownAt, balances, accounts });
    }
}
