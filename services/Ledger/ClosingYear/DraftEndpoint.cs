using HourExchange.Contracts.Access;
using HourExchange.Ledger.Domain;
using HourExchange.Ledger.ReadingBook;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Ledger.ClosingYear;

/// <summary>
/// Finance drafts a year's statement. Interventions is asked first where the year's lines stand; drafting needs equality
/// with what is posted. A draft that nobody has signed is replaced.
/// </summary>
public static class DraftEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/books/{book}/years/{year}/statement", Draft).For(Roles.Finance).Produces(201);

    private static async Task<IResult> Draft(
        string book, string year, DraftRequest request, HttpContext http, HttpWrites writes, NpgsqlDataSource database, IServiceProvider services)
    {
        var caller = Caller.Of(http.User);
        if (request.Excluded.Count > DraftRequest.Limit)
        {
            return Problem.From(Refusal.Malformed("too-many-lines", $"At most {DraftRequest.Limit} lines are named."));
        }

        var found = await FindYear(database, book, year, caller, http.RequestAborted);
        if (found.IsRefused(out var refusal, out var span))
        {
            return Problem.From(refusal);
        }

        if (await services.GetRequiredService<YearQuestions>().Ask(book, span, http.RequestAborted) is not { } answer)
        {
            return Problem.From(Refusal.Conflict("year-end-unanswered", "Interventions has not said yet where the year's lines stand: draft again in a moment."));
        }

        var draft = services.GetRequiredService<DraftStatement>();
        return await writes.Run(http, request, transaction => draft.Run(transaction, book, year, answer, request.Excluded, caller));
    }

    private static async Task<Decision<YearSpan>> FindYear(NpgsqlDataSource database, string book, string year, Caller caller, CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        if (await BookAccess.Find(connection, book, caller.Institution) is null)
        {
            return Refusal.NotFound("book");
        }

        return (await AgreementQuery.Find(connection, book))?.Find(year) is { } span ? span : Refusal.NotFound("year");
    }
}
