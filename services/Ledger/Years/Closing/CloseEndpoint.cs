using HourExchange.Contracts.Access;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;

namespace HourExchange.Ledger.Years.Closing;

/// <summary>Finance closes a year that every party has signed: the rows are posted exactly as signed, the statement gets its number and root.</summary>
public static class CloseEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/books/{book}/years/{year}/closing",
            (string book, string year, HttpContext http, HttpWrites writes, CloseYear close) =>
                writes.Run(http, null, transaction => close.Run(transaction, book, year, Caller.Of(http.User))))
            .For(Roles.Finance).WithName("closeYear");
}

/// <summary>A year whose closing rows are posted.</summary>
/// <param name="Statement">Identifier of its statement.</param>
/// <param name="Number">Of the statement in its book; a later edition keeps its year's.</param>
/// <param name="Edition">1, and one more each time the year was reopened.</param>
/// <param name="Root">SHA-256 over the hashes of the year's postings, each with a line feed: what is countersigned.</param>
/// <param name="State">Where the year stands now.</param>
public sealed record ClosedStatement(
    Guid Statement, int Number, int Edition, [property: Format("sha256", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")] string Root,
    [property: KnownValues(typeof(YearState), nameof(YearState.All))] string State);
