using HourExchange.Contracts.Access;
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
            .For(Roles.Finance);
}
