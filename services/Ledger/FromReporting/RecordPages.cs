using System.Globalization;
using System.Text.Json;
using Dapper;
using HourExchange.Contracts.Ledger.V1;
using Npgsql;

namespace HourExchange.Ledger.FromReporting;

/// <summary>
/// All that the ledger tells beside postings, page by page: how far its books go, then what became of each statement, then settlements. What
/// changes while pages are read is told by its own event.
/// </summary>
internal static class RecordPages
{
    /// <summary>Of a statement every signature is told.</summary>
    private const int StatementsAtOnce = 50;

    private const string Known = """
        select (select count(*) from ledger.book where last_number > 0) + (select count(*) from ledger.statement) + (select count(*) from ledger.settlement)
        """;

    private const string Heads = """
        select ref as book, last_number as number, encode(last_hash, 'hex') as hash from ledger.book
        where last_number > 0 and ref > @after order by ref limit @limit
        """;

    private const string Statements = """
        select statement.id, statement.book, statement.year, edition, content_hash as hash, withdrawn_why, closed_at is not null as is_closed,
            reopened_at is not null as is_reopened, book_year.first_day
        from ledger.statement join ledger.book_year on book_year.book = statement.book and book_year.year = statement.year
        where statement.id > @after order by statement.id limit @limit
        """;

    // The last party's signature is that by all.
    private const string Signatures = """
        select statement, institution, signs,
            row_number() over (partition by statement, signs order by signed_at, institution) = cardinality(book.parties) as by_all
        from ledger.statement_signature as signature join ledger.statement on statement.id = signature.statement
        join ledger.book on book.ref = statement.book
        where statement = any(@ids) order by statement, signed_at, institution
        """;

    // A payment that was taken back was told too, and is told again as it was.
    private const string Settlements = """
        select id, book, year, statement, payer, payee, minutes, amount, currency, settlement.paid_on is not null as is_paid,
            coalesce(settlement.paid_on, withdrawn.paid_on) as paid_on, settlement.payment, netting
        from ledger.settlement
        left join ledger.payment_withdrawal as withdrawn on withdrawn.settlement = settlement.id and withdrawn.payment = settlement.payment - 1
        where id > @after order by id limit @limit
        """;

    private delegate Task<(string? Last, BookRecords Page)> ReadPart(NpgsqlTransaction transaction, BookRecords page, string after, int limit);

    private static readonly (string Name, ReadPart Read)[] Parts = [("heads", ReadHeads), ("statements", ReadStatements), ("settlements", ReadSettlements)];

    /// <param name="transaction">Of one moment.</param>
    /// <param name="after">A cursor that an earlier page gave, or empty.</param>
    public static async Task<BookRecords> Read(NpgsqlTransaction transaction, Guid rebuild, string after, int limit)
    {
        var known = after.Length == 0 ? await transaction.Connection!.ExecuteScalarAsync<long>(Known, transaction: transaction) : (long?)null;
        var empty = new BookRecords(rebuild, after, null, known, [], [], [], [], [], [], [], [], []);
        var cursor = after.Length == 0 ? [Parts[0].Name, ""] : JsonSerializer.Deserialize<string[]>(after)!;
        for (var part = Array.FindIndex(Parts, one => one.Name == cursor[0]); part < Parts.Length; part++)
        {
            var (last, page) = await Parts[part].Read(transaction, empty, cursor[1], limit);
            if (last is not null)
            {
                return page with { Next = JsonSerializer.Serialize(new[] { Parts[part].Name, last }) };
            }

            cursor = ["", ""];
        }

        return empty;
    }

    private static async Task<(string? Last, BookRecords Page)> ReadHeads(NpgsqlTransaction transaction, BookRecords page, string after, int limit)
    {
        var heads = (await transaction.Connection!.QueryAsync<(string Book, long Number, string Hash)>(Heads, new { after, limit }, transaction))
            .Select(head => new BookHead(head.Book, head.Number, head.Hash)).ToList();
        return (heads.LastOrDefault()?.Book, page with { Heads = heads });
    }

    private static async Task<(string? Last, BookRecords Page)> ReadStatements(NpgsqlTransaction transaction, BookRecords page, string after, int limit)
    {
        var connection = transaction.Connection!;
        var statements = (await connection.QueryAsync<StatementRow>(
            Statements, new { after = IdOf(after), limit = Math.Min(limit, StatementsAtOnce) }, transaction)).AsList();
        var signatures = (await connection.QueryAsync<SignatureRow>(Signatures, new { ids = statements.Select(one => one.Id).ToArray() }, transaction))
            .Join(statements, signature => signature.Statement, one => one.Id, (signature, one) =>
                new StatementSigned(one.Book, one.Year, one.Id, signature.Institution, signature.Signs, signature.ByAll, one.Edition));
        return (statements.LastOrDefault()?.Id.ToString(), page with
        {
            Drafted = [.. statements.Select(one => new YearDrafted(one.Book, one.Year, one.Id, one.Edition, one.Hash))],
            Withdrawn = [.. statements.Where(one => one.WithdrawnWhy is not null).Select(one => new DraftWithdrawn(one.Book, one.Year, one.Id, one.WithdrawnWhy!))],
            Signed = [.. signatures],
            Closed = [.. statements.Where(one => one.IsClosed).Select(one => new YearClosed(one.Book, one.Year, one.FirstDay, one.Edition))],
            Reopened = [.. statements.Where(one => one.IsReopened).Select(one => new YearReopened(one.Book, one.Year, one.FirstDay, one.Edition))],
        });
    }

    private static async Task<(string? Last, BookRecords Page)> ReadSettlements(NpgsqlTransaction transaction, BookRecords page, string after, int limit)
    {
        var settlements = (await transaction.Connection!.QueryAsync<SettlementRow>(Settlements, new { after = IdOf(after), limit }, transaction)).AsList();
        return (settlements.LastOrDefault()?.Id.ToString(), page with
        {
            Agreed = [.. settlements.Select(one => one.ToAgreed())],
            Paid = [.. settlements.Where(one => one.PaidOn is not null).Select(one => new SettlementPaid(one.Id, one.Book, one.Year, one.PaidOn!.Value, one.IsPaid ? one.Payment : one.Payment - 1))],
            Netted = [.. settlements.Where(one => one.Netting is not null).Select(one => new SettlementNetted(one.Id, one.Book, one.Year, one.Netting!.Value))],
            PaymentsWithdrawn = [.. settlements.Where(one => one.Payment > 1).Select(one => new PaymentWithdrawn(one.Id, one.Book, one.Year, one.Payment - 1))],
        });
    }

    private static Guid IdOf(string after) => after.Length == 0 ? Guid.Empty : Guid.Parse(after);

    private sealed record StatementRow(
        Guid Id, string Book, string Year, int Edition, string Hash, string? WithdrawnWhy, bool IsClosed, bool IsReopened, DateOnly FirstDay);

    private sealed record SignatureRow(Guid Statement, string Institution, string Signs, bool ByAll);

    private sealed record SettlementRow(
        Guid Id, string Book, string Year, Guid Statement, string Payer, string Payee, int Minutes, decimal Amount, string Currency, bool IsPaid, DateOnly? PaidOn, int Payment, Guid? Netting)
    {
        public SettlementAgreed ToAgreed() =>
            new(Id, Book, Year, Statement, Payer, Payee, Minutes, Amount.ToString("0.00", CultureInfo.InvariantCulture), Currency);
    }
}
