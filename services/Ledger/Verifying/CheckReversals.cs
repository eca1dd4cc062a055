using Dapper;
using Npgsql;

namespace HourExchange.Ledger.Verifying;

/// <summary>
/// A reversal takes back an earlier posting, once and whole: the same line, day and minutes, accounts exchanged. The
/// accounts' year may differ, where it was routed late.
/// </summary>
internal static class CheckReversals
{
    private const string Wrong = """
        select posting.number, posting.reverses from ledger.posting
        join ledger.account as debit on debit.book = posting.book and debit.number = posting.debit_account
        join ledger.account as credit on credit.book = posting.book and credit.number = posting.credit_account
        left join ledger.posting as original on original.book = posting.book and original.number = posting.reverses
        left join ledger.account as given on given.book = original.book and given.number = original.credit_account
        left join ledger.account as received on received.book = original.book and received.number = original.debit_account
        where posting.book = @Ref and (posting.reverses is not null or posting.kind = 'reversal') and (
            posting.kind <> 'reversal' or original.number is null or original.number >= posting.number or original.kind = 'reversal'
            or (posting.line, posting.line_date, posting.minutes) <> (original.line, original.line_date, original.minutes)
            or (debit.institution, debit.counterpart, debit.domain) <> (given.institution, given.counterpart, given.domain)
            or (credit.institution, credit.counterpart, credit.domain) <> (received.institution, received.counterpart, received.domain)
            or exists (select from ledger.posting as other where other.book = posting.book and other.reverses = posting.reverses and other.number < posting.number))
        order by posting.number limit 1
        """;

    public static async Task<Fault?> Find(NpgsqlConnection connection, KeptBook book) =>
        await connection.QuerySingleOrDefaultAsync<Row>(Wrong, book) is { } wrong
            ? new Fault(book.Ref, $"{wrong.Number}", "the reversal, once and whole, of an earlier posting", wrong.Reverses is { } number ? $"reverses {number}" : "it reverses nothing")
            : null;

    private sealed record Row(long Number, long? Reverses);
}
