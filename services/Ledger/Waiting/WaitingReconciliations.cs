using Dapper;
using HourExchange.Ledger.Books.Domain;
using Npgsql;

namespace HourExchange.Ledger.Waiting;

/// <summary>
/// Comparisons with differences of which the institution has said nothing yet, or of which the two sides have said different
/// things. Of the comparisons that an institution has made with another in a year the latest that was not taken back counts, until the year is signed.
/// </summary>
internal static class WaitingReconciliations
{
    private static readonly string[] Signed = [.. YearState.All.Where(state => !YearState.TakesPostings(state))];

    private const string Latest = """
        select * from (
            select distinct on (book, year, institution, counterpart) id, book, year, institution, counterpart, compared_at,
                different + missing_here + missing_there as differences
            from ledger.reconciliation as compared
            where @institution in (institution, counterpart) and not exists (
                select from ledger.reconciliation_withdrawal as withdrawal where withdrawal.reconciliation = compared.id) and not exists (
                select from ledger.book_year as begun where begun.book = compared.book and begun.year = compared.year and begun.state = any(@signed))
            order by book, year, institution, counterpart, id desc) as latest
        where differences > 0 order by id limit @limit
        """;

    // Settled between the two as ReconciliationRules.Agreed has it; or it is the other side's turn to speak.
    private const string Answered = """
        select reconciliation, count(*)::int from (
            select reconciliation, position from (
                select distinct on (reconciliation, position, institution) reconciliation, position, institution, outcome from ledger.reconciliation_outcome
                where reconciliation = any(@ids) order by reconciliation, position, institution, id desc) as latest
            group by reconciliation, position having bool_or(institution = @institution) and min(outcome) = max(outcome)) as answered
        group by reconciliation
        """;

    public static async Task<WaitingKind> Read(NpgsqlConnection connection, string institution, int limit)
    {
        var compared = await Compared(connection, institution, limit);
        var answered = (await connection.QueryAsync<(Guid Reconciliation, int Count)>(Answered, new { ids = compared.Select(row => row.Id).ToArray(), institution }))
            .ToDictionary(row => row.Reconciliation, row => row.Count);
        return WaitingKind.Of("reconciliations-to-answer", compared
            .Select(row => (Row: row, Waiting: row.Differences - answered.GetValueOrDefault(row.Id))).Where(one => one.Waiting > 0)
            .Select(one => new WaitingItem(
                one.Row.Id, one.Row.Book, one.Row.Year, one.Row.Institution == institution ? one.Row.Counterpart : one.Row.Institution, one.Row.ComparedAt,
                $"/api/v1/reconciliations/{one.Row.Id}", one.Waiting)));
    }

    /// <summary>The latest comparisons with differences, of years that nobody has signed.</summary>
    internal static async Task<IReadOnlyList<Row>> Compared(NpgsqlConnection connection, string institution, int limit) =>
        (await connection.QueryAsync<Row>(Latest, new { institution, signed = Signed, limit })).AsList();

    internal sealed record Row(Guid Id, string Book, string Year, string Institution, string Counterpart, DateTime ComparedAt, int Differences);
}
