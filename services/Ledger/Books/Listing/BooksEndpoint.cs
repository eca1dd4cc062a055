using Dapper;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Books.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using Npgsql;

namespace HourExchange.Ledger.Books.Listing;

/// <summary>The books that the caller's institution is a party to.</summary>
public static class BooksEndpoint
{
    private const string Sql = """
        select ref, parties, last_number from ledger.book
        where ref collate "C" > @after and @institution = any(parties) order by ref collate "C" limit @take
        """;

    private const string Years = "select book, year, first_day, last_day, state, statement from ledger.book_year where book = any(@refs)";

    // A posting opens the accounts that it moves, and each is of one year.
    private const string Posted = "select distinct book, year from ledger.account where book = any(@refs)";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/books", Read).For(BookAccess.Readers).WithName("listBooks");

    private static async Task<Shown<BookPage>> Read(string? after, int? limit, HttpContext http, NpgsqlDataSource database, TimeProvider clock)
    {
        if (Page.Read(after ?? "", limit).IsRefused(out var refusal, out var page))
        {
            return refusal;
        }

        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        var taken = (await connection.QueryAsync<Row>(Sql, new { after = page.After, Caller.Of(http.User).Institution, take = page.Take })).AsList();
        var (rows, next) = page.Cut(taken, row => row.Ref);
        var refs = rows.Select(row => row.Ref).ToArray();
        var agreements = await AgreementQuery.FindAll(connection, refs);
        var years = (await connection.QueryAsync<BookYear>(Years, new { refs })).ToLookup(year => year.Book);
        var posted = (await connection.QueryAsync<(string Book, string Year)>(Posted, new { refs })).ToHashSet();
        var today = clock.Today();
        return new BookPage([.. rows.Select(row => row.ToView(agreements.GetValueOrDefault(row.Ref), [.. years[row.Ref]], posted, today))], next);
    }

    // Dapper fills arrays by property, not by constructor.
    private sealed record Row
    {
        public string Ref { get; init; } = "";

        public string[] Parties { get; init; } = [];

        public long LastNumber { get; init; }

        public BookView ToView(AgreementYears? agreement, IReadOnlyList<BookYear> years, IReadOnlySet<(string Book, string Year)> posted, DateOnly today) => new(
            Ref, Parties, LastNumber,
            [
                .. (agreement?.All() ?? []).TakeWhile(span => span.FirstDay <= today).Select(span =>
                    new BegunYear(span.Label, years.FirstOrDefault(year => year.Year == span.Label)?.State ?? YearState.Open, posted.Contains((Ref, span.Label)), span.LastDay < today)),
            ]);
    }
}

/// <summary>A page of books.</summary>
/// <param name="Books">In the order of their codes.</param>
/// <param name="Next">What to send as <c>after</c> for the next page; null on the last.</param>
public sealed record BookPage(IReadOnlyList<BookView> Books, string? Next);

/// <summary>A book.</summary>
/// <param name="Ref">Code of its agreement.</param>
/// <param name="Parties">Codes of the institutions, in the agreement's order.</param>
/// <param name="LastNumber">Of its latest posting; 0 where nothing is posted yet.</param>
/// <param name="Years">Those that have begun, the first one first; none while the agreement's terms have not reached the ledger.</param>
public sealed record BookView(string Ref, IReadOnlyList<string> Parties, long LastNumber, IReadOnlyList<BegunYear> Years);

/// <summary>A year of a book that has begun.</summary>
/// <param name="Year">Its label.</param>
/// <param name="State">open where nothing is drafted.</param>
/// <param name="HasPostings">Whether anything was ever posted to it.</param>
/// <param name="HasEnded">Whether its last day has passed: only then it is closed.</param>
public sealed record BegunYear(string Year, [property: KnownValues(typeof(YearState), nameof(YearState.All))] string State, bool HasPostings, bool HasEnded);
