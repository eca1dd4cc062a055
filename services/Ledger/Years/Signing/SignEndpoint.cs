using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Books.Keeping;
using HourExchange.Ledger.Years.Domain;
using HourExchange.Ledger.Years.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Sending;
using Npgsql;

namespace HourExchange.Ledger.Years.Signing;

/// <summary>
/// A party's finance signs: the statement's content while it is drafted, the root of the year's postings once the closing
/// rows are posted. With the last signature under the root the year is closed.
/// </summary>
public static class SignEndpoint
{
    private const string Close = "update ledger.statement set closed_at = @now where id = @Id";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/books/{book}/years/{year}/signatures",
            (string book, string year, SignRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                writes.Run(http, request, transaction => Sign(transaction, book, year, request.Hash, Caller.Of(http.User), clock.GetUtcNow())))
            .For(Roles.Finance).Produces(201).ProducesProblem(412);

    private static async Task<Decision<Answer>> Sign(
        NpgsqlTransaction transaction, string book, string year, string hash, Caller caller, DateTimeOffset now)
    {
        if ((await LockedYear.Of(transaction, book, year, caller.Institution)).IsRefused(out var refusal, out var locked))
        {
            return refusal;
        }

        if (locked.Year.State == YearState.Closed)
        {
            return Refusal.Conflict("year-closed", "The year is closed.");
        }

        var statement = locked.Statement;
        var signs = locked.Year.State == YearState.Closing ? Signature.OfRoot : Signature.OfContent;
        var expected = signs == Signature.OfRoot ? statement.Root! : statement.ContentHash;
        if (SignatureRules.Check(expected, hash, statement.DraftedBy, locked.SignaturesOf(signs), caller.Institution, caller.Subject) is { } unfit)
        {
            return unfit;
        }

        var byAll = locked.Unsigned(signs) is [var last] && last == caller.Institution;
        await StatementStore.Sign(transaction, statement.Id, caller.Institution, caller.Subject, signs, hash, now);
        await OutboxWriter.Add(transaction, new StatementSigned(book, year, statement.Id, caller.Institution, signs, byAll));
        var state = await Move(transaction, locked, signs, byAll, now);
        return Answer.Created($"/api/v1/books/{book}/statement?year={year}", new { statement = statement.Id, signs, hash, byAll, state });
    }

    private static async Task<string> Move(NpgsqlTransaction transaction, LockedYear locked, string signs, bool byAll, DateTimeOffset now)
    {
        var (book, year) = (locked.Year.Book, locked.Year);
        if (signs == Signature.OfContent)
        {
            await YearStore.Save(transaction, year with { State = YearState.Signed });
            if (await AgreementQuery.Find(transaction.Connection!, book, transaction) is { } agreement && agreement.After(year.Year) is { } next)
            {
                await YearStore.Open(transaction, book, next);
            }

            return YearState.Signed;
        }

        if (!byAll)
        {
            return YearState.Closing;
        }

        await transaction.Connection!.ExecuteAsync(Close, new { locked.Statement.Id, now }, transaction);
        await YearStore.Save(transaction, year with { State = YearState.Closed });
        await OutboxWriter.Add(transaction, new YearClosed(book, year.Year, year.FirstDay, locked.Statement.Edition));
        return YearState.Closed;
    }
}

/// <param name="Hash">Of the statement's content, or of the closed year's root: what the signer has read.</param>
public sealed record SignRequest(string Hash);
