using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Books.Keeping;
using HourExchange.Ledger.Years.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Ledger.Years.Reading;

/// <summary>The years of a book up to the one in which today lies, each with where it stands.</summary>
public static class YearsEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/books/{book}/years", Read).For(BookAccess.Readers).Produces<IReadOnlyList<YearView>>();

    private static async Task<IResult> Read(string book, HttpContext http, NpgsqlDataSource database, TimeProvider clock)
    {
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        if (await BookAccess.Find(connection, book, Caller.Of(http.User).Institution) is null)
        {
            return Problem.From(Refusal.NotFound("book"));
        }

        if (await AgreementQuery.Find(connection, book) is not { } agreement)
        {
            return Results.Ok(Array.Empty<YearView>());
        }

        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var known = (await YearStore.Read(connection, book)).ToDictionary(year => year.Year, StringComparer.Ordinal);
        return Results.Ok(agreement.All().TakeWhile(year => year.FirstDay <= today).Select(year =>
            new YearView(year.Label, year.FirstDay, year.LastDay, year.IsLast, known.GetValueOrDefault(year.Label)?.State ?? YearState.Open)));
    }
}

/// <param name="IsLast">The agreement ends with it.</param>
/// <param name="State">open, drafted, signed, closing or closed.</param>
public sealed record YearView(string Year, DateOnly FirstDay, DateOnly LastDay, bool IsLast, string State);
