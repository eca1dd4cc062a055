using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Books.Keeping;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Ledger.Books.Reading;

/// <summary>The whole book, one posting a line in its canonical form: what <c>verifier/</c> checks without this service.</summary>
public static class PostingsEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/books/{book}/postings", Read).For(BookAccess.Readers).WithName("getPostings").GivesFile("application/x-ndjson");

    private static async Task<IResult> Read(string book, HttpContext http, NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        if ((await BookAccess.Find(connection, book, Caller.Of(http.User).Institution)).IsRefused(out var unknown, out _))
        {
            return Problem.From(unknown);
        }

        return await Spool.Send(async file =>
        {
            await foreach (var posted in PostingQuery.ReadRange(connection, book, 1, long.MaxValue, http.RequestAborted))
            {
                await file.WriteAsync(CanonicalPosting.Line(posted), http.RequestAborted);
            }
        }, "application/x-ndjson");
    }
}
