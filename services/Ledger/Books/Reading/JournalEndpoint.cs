using System.Data;
using System.Text;
using Dapper;
using HourExchange.Ledger.Books.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Ledger.Books.Reading;

/// <summary>
/// The book as plain-text accounting that hledger reads, strict checks included: accounts
/// <c>book:institution:counterpart:domain:year</c>, amounts as <c>9590 min</c>, positive = has given. It ends with
/// assertions taken from the kept balances. Whole, or with <c>?year=2014-2015</c> all that moves an account of that year.
/// </summary>
public static class JournalEndpoint
{
    private const string HasAccounts = "select exists (select from ledger.account where book = @book and year = @year)";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/books/{book}/journal", Read).For(BookAccess.Readers).WithName("getJournal").GivesFile("text/plain");

    private static async Task<IResult> Read(string book, string? year, HttpContext http, NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        if ((await BookAccess.Find(connection, book, Caller.Of(http.User).Institution)).IsRefused(out var unknown, out _))
        {
            return Problem.From(unknown);
        }

        if (year is not null && !await connection.ExecuteScalarAsync<bool>(HasAccounts, new { book, year })
            && (await AgreementQuery.Find(connection, book))?.Find(year) is null)
        {
            return Problem.From(Refusal.NotFound("year"));
        }

        return await Spool.Send(async file =>
        {
            // One moment for all statements: an account opened in between would be missing from the declarations.
            await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, http.RequestAborted);
            await using var writer = new StreamWriter(file, new UTF8Encoding(false), bufferSize: 1 << 16, leaveOpen: true) { NewLine = "\n" };
            await JournalText.WriteDeclarations(writer, connection, book, year);
            var lastDay = DateOnly.MinValue;
            await foreach (var posted in PostingQuery.ReadTouching(connection, book, year, http.RequestAborted))
            {
                await JournalText.WriteTransaction(writer, posted);
                lastDay = posted.Entry.ValueDate > lastDay ? posted.Entry.ValueDate : lastDay;
            }

            await JournalAssertions.Write(writer, connection, book, year, lastDay);
        }, "text/plain; charset=utf-8");
    }
}
