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
            .For(Roles.Finance).WithName("signStatement");

    private static async Task<Decision<Made<SignedStatement>>> Sign(
        NpgsqlTransaction transaction, string book, string year, string hash, Caller caller, DateTimeOffset now)
    {
        if ((await LockedYear.Of(transaction, book, year, caller.Institution)).IsRefused(out var refusal, out var locked))
        {
            return refusal;
        }

        var act = YearLife.SigningAct(locked.Year.State);
        if (YearLife.Check(locked.Year.State, act) is { } impossible)
        {
            return impossible;
        }

        var signs = act == YearAct.Countersign ? Signature.OfRoot : Signature.OfContent;
        var signing = locked.Signing(signs);
        if ((signing.CheckHash(hash) ?? signing.CheckPerson(caller.Institution, caller.Subject)) is { } unfit)
        {
            return unfit;
        }

        var (statement, byAll) = (locked.Statement, signing.AreWholeWith(caller.Institution));
        await StatementStore.Sign(transaction, statement.Id, caller.Institution, caller.Subject, signs, hash, now);
        await OutboxWriter.Add(transaction, new StatementSigned(book, year, statement.Id, caller.Institution, signs, byAll, statement.Edition));
        var state = await YearStore.Move(transaction, locked.Year, act, byAll);
        if (act == YearAct.Sign)
        {
            await OpenNext(transaction, locked.Year);
        }
        else if (byAll)
        {
            await transaction.Connection!.ExecuteAsync(Close, new { statement.Id, now }, transaction);
            await OutboxWriter.Add(transaction, new YearClosed(book, year, locked.Year.FirstDay, statement.Edition));
        }

        return Answer.Created($"/api/v1/books/{book}/statement?year={year}", new SignedStatement(statement.Id, signs, hash, byAll, state));
    }

    private static async Task OpenNext(NpgsqlTransaction transaction, BookYear year)
    {
        if (await AgreementQuery.Find(transaction.Connection!, year.Book, transaction) is { } agreement && agreement.After(year.Year) is { } next)
        {
            await YearStore.Open(transaction, year.Book, next);
        }
    }
}

/// <summary>A signature under what was read.</summary>
/// <param name="Hash">Of the statement's content, or of the closed year's root: what the signer has read.</param>
public sealed record SignRequest(string Hash);

/// <summary>A statement that a party has signed.</summary>
/// <param name="Statement">Its identifier.</param>
/// <param name="Signs">What was signed: the content before the year is closed, the root after.</param>
/// <param name="Hash">Of what was signed.</param>
/// <param name="ByAll">Whether every party has signed it.</param>
/// <param name="State">Where the year stands now.</param>
public sealed record SignedStatement(
    Guid Statement, [property: KnownValues(Signature.OfContent, Signature.OfRoot)] string Signs, string Hash, bool ByAll,
    [property: KnownValues(typeof(YearState), nameof(YearState.All))] string State);
