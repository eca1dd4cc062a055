using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Books.Keeping;
using HourExchange.Ledger.Years.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Database;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using Npgsql;

namespace HourExchange.Ledger.Years.Reading;

/// <summary>The years of a book up to the one in which today lies, each with where it stands.</summary>
public static class YearsEndpoint
{
    // A posting opens the accounts that it moves, and each is of one year.
    private const string Posted = "select distinct year from ledger.account where book = @book";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/books/{book}/years", Read).For(BookAccess.Readers).WithName("listYears");

    private static async Task<Shown<YearView[]>> Read(string book, HttpContext http, NpgsqlDataSource database, TimeProvider clock)
    {
        var caller = Caller.Of(http.User);
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        if ((await BookAccess.Find(connection, book, caller.Institution)).IsRefused(out var unknown, out var parties))
        {
            return unknown;
        }

        if (await AgreementQuery.Find(connection, book) is not { } agreement)
        {
            return Array.Empty<YearView>();
        }

        var today = clock.Today();
        var years = await YearStore.Read(connection, book);
        var states = years.ToDictionary(year => year.Year, year => year.State, StringComparer.Ordinal);
        var posted = (await HotStatement.Query<string>(connection, null, Posted, new NpgsqlParameter("book", book))).ToHashSet(StringComparer.Ordinal);
        var acts = await YearActsQuery.Read(connection, agreement, years, parties, caller, today);
        return agreement.All().TakeWhile(year => year.FirstDay <= today).Select(year =>
            new YearView(year.Label, year.FirstDay, year.LastDay, year.IsLast, states.GetValueOrDefault(year.Label, YearState.Open), posted.Contains(year.Label), acts(year))).ToArray();
    }
}

/// <summary>A year of a book, and where it stands.</summary>
/// <param name="Year">Its label.</param>
/// <param name="FirstDay">Of the year within the agreement.</param>
/// <param name="LastDay">Of the year within the agreement.</param>
/// <param name="IsLast">The agreement ends with it.</param>
/// <param name="State">open where nothing is drafted.</param>
/// <param name="HasPostings">Whether anything was ever posted to it.</param>
/// <param name="Acts">What the caller may do with it now, of docs/states.md.</param>
public sealed record YearView(string Year, DateOnly FirstDay, DateOnly LastDay, bool IsLast, [property: KnownValues(typeof(YearState), nameof(YearState.All))] string State, bool HasPostings,
    [property: KnownValues("draft", "sign", "refuse", "close", "countersign", "reopen")] IReadOnlyList<string> Acts);
