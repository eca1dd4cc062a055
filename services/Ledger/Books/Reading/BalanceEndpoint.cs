using System.Text.Json.Serialization;
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
        routes.MapGet("/api/v1/books/{book}/balance", Read).For(BookAccess.Readers).WithName("getBalance");

    private static async Task<Shown<BalanceView>> Read(string book, DateOnly asOf, DateTimeOffset? knownAt, HttpContext http, NpgsqlDataSource database, TimeProvider clock)
    {
        if (knownAt is { UtcDateTime.Year: < 1900 or > 9000 })
        {
            return Refusal.Malformed("known-at-invalid", "knownAt is a moment from 1900 on, for instance 2015-10-01T12:00:00Z.");
        }

        if (knownAt > clock.GetUtcNow())
        {
            return Refusal.Invalid("known-at-ahead", "knownAt lies in the past: what will be known then nobody knows.");
        }

        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        if ((await BookAccess.Find(connection, book, Caller.Of(http.User).Institution)).IsRefused(out var unknown, out var parties))
        {
            return unknown;
        }

        var accounts = await BalanceQuery.Read(connection, book, asOf, knownAt);
        var balances = parties.Select(institution =>
            new InstitutionBalance(institution, accounts.Where(account => account.Institution == institution).Sum(account => account.Minutes)));
        return new BalanceView(book, asOf, [.. balances], accounts, knownAt);
    }
}

/// <summary>What a book stands at.</summary>
/// <param name="Book">Code of the agreement.</param>
/// <param name="AsOf">The value date asked for, itself included.</param>
/// <param name="Balances">One for each party; they sum to zero.</param>
/// <param name="Accounts">The same by pair, domain and year, each seen from both ends.</param>
/// <param name="KnownAt">The moment asked for: what was posted later does not count. Absent where none was asked for.</param>
public sealed record BalanceView(
    string Book, DateOnly AsOf, [property: JsonPropertyOrder(1)] IReadOnlyList<InstitutionBalance> Balances,
    [property: JsonPropertyOrder(1)] IReadOnlyList<AccountBalance> Accounts,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? KnownAt = null);

/// <summary>What an institution stands at in a book, over all years.</summary>
/// <param name="Institution">Its code.</param>
/// <param name="Minutes">Positive: it has given more than it received.</param>
public sealed record InstitutionBalance(string Institution, long Minutes);
