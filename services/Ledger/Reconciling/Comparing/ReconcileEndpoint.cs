using System.Security.Cryptography;
using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Ledger.Books.Keeping;
using HourExchange.Ledger.Reconciling.Domain;
using HourExchange.Ledger.Reconciling.Reading;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Tables;
using HourExchange.Words.Lists;
using Npgsql;

namespace HourExchange.Ledger.Reconciling.Comparing;

/// <summary>
/// Finance compares a list, a partner's or its own, with what the book has of the two institutions in one year. All rows are
/// good, or nothing is kept.
/// </summary>
public static class ReconcileEndpoint
{
    private const string LastNumber = "select last_number from ledger.book where ref = @book";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/books/{book}/reconciliations", Reconcile).LimitUpload().For(Roles.Finance)
            .ByPrograms(Scopes.Ledger).WithName("reconcile").TakesFile("text/csv");

    /// <param name="counterpart">The other institution of the lines to compare; the first is the caller's own.</param>
    private static Task<Written<Made<ReconciliationView>>> Reconcile(string book, string year, string counterpart, HttpContext http, HttpWrites writes, TimeProvider clock) =>
        FileUpload.Work(http, file =>
        {
            var asked = new ListToCompare(book, year, counterpart, Caller.Of(http.User), file, http.Request.ContentType, SHA256.HashData(file.Span), http.RequestAborted);
            return writes.Run(http, asked.FileHash, transaction => Compare(transaction, asked, clock));
        });

    private static async Task<Decision<Made<ReconciliationView>>> Compare(NpgsqlTransaction transaction, ListToCompare asked, TimeProvider clock)
    {
        var book = asked.Book;
        if ((await BookAccess.Find(transaction.Connection!, book, asked.Caller.Institution)).IsRefused(out var unknown, out var parties))
        {
            return unknown;
        }

        if (asked.Counterpart == asked.Caller.Institution || !parties.Contains(asked.Counterpart))
        {
            return Refusal.Invalid("counterpart-invalid", "The counterpart is another party of the book.");
        }

        if (await AgreementQuery.Find(transaction.Connection!, book, transaction) is not { } agreement)
        {
            return Refusal.Conflict("terms-unknown", "The agreement's terms have not reached the ledger yet.");
        }

        if (agreement.Find(asked.Year) is not { } year)
        {
            return Refusal.Invalid("year-invalid", "The year is named as the agreement names its years: 2014-2015, or 2014 where they begin on 1 January.");
        }

        string[] pair = [asked.Caller.Institution, asked.Counterpart];
        var list = TableFile.Read(asked.File, asked.ContentType, ListForm.Of(book, pair[0], pair[1], agreement), asked.Stopping);
        if (list.Rejected.Count > 0)
        {
            return Rejected(list);
        }

        // What comes to the book meanwhile has a higher number.
        var credited = list.ColumnNames.ContainsKey(ListColumn.CreditedMinutes);
        var last = await transaction.Connection!.ExecuteScalarAsync<long>(LastNumber, new { book }, transaction);
        var lines = await BookLines.Read(transaction, book, last, year, pair, credited);
        return lines.Count > BookLines.Limit
            ? Refusal.Invalid("book-year-too-long", $"The book has more than {BookLines.Limit} lines in that year.")
            : await ReconciliationStore.Keep(transaction, asked, last, credited, ListMatching.Compare(lines, list.Rows), clock.GetUtcNow());
    }

    private static Refusal Rejected(ReadTable<ListColumn, ListedLine> list)
    {
        var rows = RejectedRow.CountRows(list.Rejected);
        return list.FileFault is { } fault ? RejectedRow.Refuse(fault, list.Rejected[0].Sentence, list.Rejected)
            : list.Rejected.Any(ListForm.IsOfAnotherAgreement)
                ? RejectedRow.Refuse("list-of-another-agreement", $"{rows} rows cannot be compared; nothing was kept.", list.Rejected)
                : RejectedRow.Refuse("list-rejected", $"{rows} rows cannot be compared; nothing was kept.", list.Rejected);
    }
}

/// <summary>A list as it was sent, and what to compare it with.</summary>
internal sealed record ListToCompare(
    string Book, string Year, string Counterpart, Caller Caller, ReadOnlyMemory<byte> File, string? ContentType, byte[] FileHash, CancellationToken Stopping);
