using Dapper;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Books.Reading;
using HourExchange.Ledger.Years.Domain;
using HourExchange.Ledger.Years.Keeping;
using Npgsql;

namespace HourExchange.Ledger.Verifying;

/// <summary>The closing rows that are kept are those of the content, and once posted they stand in the book as signed, under the root.</summary>
internal static class CheckClosingRows
{
    private const string Kept = """
        select position, kind, debit_institution, debit_counterpart, debit_year, credit_institution, credit_counterpart, credit_year, domain, minutes, value_date
        from ledger.statement_row where statement = @Id order by position
        """;

    private const string PostedRows = $"""
        {PostingQuery.Select} where posting.book = @Book and posting.line = @Id and kind in ('compensation', 'settlement', 'carry-forward') order by posting.number
        """;

    private const string Reversed = """
        select count(*) from ledger.posting join ledger.posting as reversal on reversal.book = posting.book and reversal.reverses = posting.number
        where posting.book = @Book and posting.line = @Id and posting.kind in ('compensation', 'settlement', 'carry-forward')
        """;

    public static async Task<Fault?> Find(
        NpgsqlConnection connection, KeptStatement statement, StatementContent content, IReadOnlyList<Signature> signatures)
    {
        var signed = content.Rows.Select(Told).ToList();
        var kept = (await connection.QueryAsync<KeptRow>(Kept, statement)).Select(row => Told(row.ToRow())).ToList();
        if (Fault.Between(statement.Book, $"statement_row {statement.Id}", signed, kept) is { } fault)
        {
            return fault;
        }

        var posted = (await connection.QueryAsync<PostingRow>(PostedRows, statement)).ToList();
        // The rows' keys are the signatures.
        var keys = CanonicalPosting.Keys([.. signatures.Where(one => one.Signs == Signature.OfContent).Select(one => one.ToKey())]);
        if (Fault.Between(
            statement.Book, $"{statement.Row} posted row", statement.Number is null ? [] : [.. signed.Select(row => $"{row} {keys}")],
            [.. posted.Select(row => $"{Told(ToRow(row))} {row.Keys}")]) is { } unposted)
        {
            return unposted;
        }

        var reversed = await connection.ExecuteScalarAsync<long>(Reversed, statement);
        if (reversed != (statement.ReopenedAt is null ? 0 : posted.Count))
        {
            return new Fault(statement.Book, statement.Row, statement.ReopenedAt is null ? "closing rows that stand" : "closing rows reversed", $"{reversed} reversed");
        }

        return statement.Root is null ? null : await FaultOfRoot(connection, statement, posted.Count == 0 ? content.UpTo : posted[^1].Number);
    }

    private static async Task<Fault?> FaultOfRoot(NpgsqlConnection connection, KeptStatement statement, long upTo)
    {
        var (_, root) = await YearRoot.ReadUpTo(connection, statement.Book, statement.Year, upTo);
        return root == statement.Root ? null : new Fault(statement.Book, statement.Row, $"root {root}", statement.Root!);
    }

    private static string Told(ClosingRow row) => $"{row.Position} {row.Kind} {row.Debit} {row.Credit} {row.Minutes} {row.ValueDate:yyyy-MM-dd}";

    private static ClosingRow ToRow(PostingRow row) => new(
        row.Revision, row.Kind, new Account(row.DebitInstitution, row.DebitCounterpart, row.DebitDomain, row.DebitYear),
        new Account(row.CreditInstitution, row.CreditCounterpart, row.CreditDomain, row.CreditYear), row.Minutes, row.ValueDate);

    private sealed record KeptRow(
        int Position, string Kind, string DebitInstitution, string DebitCounterpart, string DebitYear, string CreditInstitution, string CreditCounterpart,
        string CreditYear, string Domain, int Minutes, DateOnly ValueDate)
    {
        public ClosingRow ToRow() => new(
            Position, Kind, new Account(DebitInstitution, DebitCounterpart, Domain, DebitYear),
            new Account(CreditInstitution, CreditCounterpart, Domain, CreditYear), Minutes, ValueDate);
    }
}
