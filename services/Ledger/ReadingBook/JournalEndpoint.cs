using System.Globalization;
using System.Text;
using Dapper;
using HourExchange.Ledger.Domain;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Ledger.ReadingBook;

/// <summary>
/// The whole book as plain-text accounting that hledger reads, strict checks included: accounts
/// <c>book:institution:counterpart:domain:year</c>, amounts as <c>9590 min</c>, positive = has given.
/// </summary>
public static class JournalEndpoint
{
    private const string Accounts = "select institution, counterpart, domain, year from ledger.account where book = @book order by number";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/books/{book}/journal", Read).For(BookAccess.Readers).Produces<string>(200, "text/plain");

    private static async Task<IResult> Read(string book, HttpContext http, NpgsqlDataSource database)
    {
        var connection = await database.OpenConnectionAsync(http.RequestAborted);
        http.Response.RegisterForDisposeAsync(connection);
        if (await BookAccess.Find(connection, book, Caller.Of(http.User).Institution) is null)
        {
            return Problem.From(Refusal.NotFound("book"));
        }

        return Results.Stream(async body =>
        {
            // One moment for both statements: an account opened in between would be missing from the declarations.
            await using var moment = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, http.RequestAborted);
            await using var writer = new StreamWriter(body, new UTF8Encoding(false), bufferSize: 1 << 16) { NewLine = "\n" };
            await WriteDeclarations(writer, connection, book);
            await foreach (var posted in PostingQuery.ReadRange(connection, book, 1, long.MaxValue, http.RequestAborted))
            {
                await WriteTransaction(writer, posted);
            }
        }, "text/plain; charset=utf-8");
    }

    private static async Task WriteDeclarations(StreamWriter writer, NpgsqlConnection connection, string book)
    {
        await writer.WriteLineAsync($"; Book {book}: minutes exchanged. Positive = has given more than it received.");
        await writer.WriteLineAsync("commodity 1000. min");
        foreach (var account in await connection.QueryAsync<AccountRow>(Accounts, new { book }))
        {
            await writer.WriteLineAsync($"account {Name(book, new Account(account.Institution, account.Counterpart, account.Domain, account.Year))}");
        }
    }

    private static async Task WriteTransaction(StreamWriter writer, Posted posted)
    {
        var entry = posted.Entry;
        var references = string.Join(", ", new[] { entry.LendingReference, entry.ReceivingReference }.OfType<string>().Distinct());
        await writer.WriteLineAsync();
        await writer.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{entry.ValueDate:yyyy-MM-dd} ({posted.Number}) {entry.Kind} {entry.Nature}"));
        await writer.WriteLineAsync($"    ; line: {entry.Line}, revision: {entry.Revision}, contributor: {entry.Contributor}{(references.Length > 0 ? $", references: {references}" : "")}");
        await writer.WriteLineAsync($"    {Name(posted.Book, entry.Credit)}    {entry.Minutes} min");
        await writer.WriteLineAsync($"    {Name(posted.Book, entry.Debit)}    -{entry.Minutes} min");
    }

    private static string Name(string book, Account account) => $"{book}:{account.Institution}:{account.Counterpart}:{account.Domain}:{account.Year}";

    private sealed record AccountRow(string Institution, string Counterpart, string Domain, string Year);
}
