using Dapper;
using HourExchange.Ledger.Domain;
using Npgsql;
using NpgsqlTypes;

namespace HourExchange.Ledger.PostingHours;

/// <summary>Writes a batch of postings and what follows from them, in few statements whatever their number.</summary>
internal static class PostingStore
{
    private const string CopyPostings = """
        copy ledger.posting (book, number, kind, line, revision, debit_account, credit_account, minutes, lending_reference, receiving_reference,
            contributor, nature, quantity, unit, taught_minutes, coefficient_numerator, coefficient_denominator, terms_version, sourcing,
            employer_informed, keys, year, line_date, value_date, posted_at, reverses, hash) from stdin (format binary)
        """;

    // One row per touched pair and day, in the order of their keys.
    private const string AddUp = """
        insert into ledger.pair_day (book, pair, value_date, posted_on, first_debit, first_credit, second_debit, second_credit)
        select * from unnest(@books, @pairs, @valueDates, @postedOn, @firstDebits, @firstCredits, @secondDebits, @secondCredits)
        on conflict (book, pair, value_date, posted_on) do update set
            first_debit = pair_day.first_debit + excluded.first_debit, first_credit = pair_day.first_credit + excluded.first_credit,
            second_debit = pair_day.second_debit + excluded.second_debit, second_credit = pair_day.second_credit + excluded.second_credit;
        update ledger.book set last_number = head.number, last_hash = head.hash, last_posted_at = head.posted_at
        from unnest(@headBooks, @headNumbers, @headHashes, @headPostedAt) as head (book, number, hash, posted_at) where book.ref = head.book
        """;

    public static async Task Insert(
        NpgsqlTransaction transaction, IReadOnlyList<Posted> postings, Dictionary<(string Book, Account Account), int> accounts)
    {
        await using (var copy = await transaction.Connection!.BeginBinaryImportAsync(CopyPostings))
        {
            foreach (var posted in postings)
            {
                Write(copy, posted, accounts);
            }

            await copy.CompleteAsync();
        }

        var days = DaySums.Of(postings, accounts);
        var heads = postings.GroupBy(posted => posted.Book).Select(book => book.MaxBy(posted => posted.Number)!).ToList();
        await transaction.Connection!.ExecuteAsync(AddUp, new
        {
            books = days.Select(day => day.Key.Book).ToArray(),
            pairs = days.Select(day => day.Key.Pair).ToArray(),
            valueDates = days.Select(day => day.Key.ValueDate).ToArray(),
            postedOn = days.Select(day => day.Key.PostedOn).ToArray(),
            firstDebits = days.Select(day => day.Value.FirstDebit).ToArray(),
            firstCredits = days.Select(day => day.Value.FirstCredit).ToArray(),
            secondDebits = days.Select(day => day.Value.SecondDebit).ToArray(),
            secondCredits = days.Select(day => day.Value.SecondCredit).ToArray(),
            headBooks = heads.Select(head => head.Book).ToArray(),
            headNumbers = heads.Select(head => head.Number).ToArray(),
            headHashes = heads.Select(head => head.Hash).ToArray(),
            headPostedAt = heads.Select(head => head.PostedAt).ToArray(),
        }, transaction);
    }

    // Without await: a row goes into Npgsql's buffer, which is sent on only now and then.
    private static void Write(NpgsqlBinaryImporter copy, Posted posted, Dictionary<(string Book, Account Account), int> accounts)
    {
        var entry = posted.Entry;
        copy.StartRow();
        copy.Write(posted.Book, NpgsqlDbType.Text);
        copy.Write(posted.Number, NpgsqlDbType.Bigint);
        copy.Write(entry.Kind, NpgsqlDbType.Text);
        copy.Write(entry.Line, NpgsqlDbType.Uuid);
        copy.Write(entry.Revision, NpgsqlDbType.Integer);
        copy.Write(accounts[(posted.Book, entry.Debit)], NpgsqlDbType.Integer);
        copy.Write(accounts[(posted.Book, entry.Credit)], NpgsqlDbType.Integer);
        copy.Write(entry.Minutes, NpgsqlDbType.Integer);
        copy.Write(entry.LendingReference, NpgsqlDbType.Text);
        copy.Write(entry.ReceivingReference, NpgsqlDbType.Text);
        copy.Write(entry.Contributor, NpgsqlDbType.Text);
        copy.Write(entry.Nature, NpgsqlDbType.Text);
        copy.Write(entry.Quantity, NpgsqlDbType.Text);
        copy.Write(entry.Unit, NpgsqlDbType.Text);
        WriteOrNull(copy, entry.TaughtMinutes, NpgsqlDbType.Integer);
        WriteOrNull(copy, entry.CoefficientNumerator, NpgsqlDbType.Integer);
        WriteOrNull(copy, entry.CoefficientDenominator, NpgsqlDbType.Integer);
        WriteOrNull(copy, entry.TermsVersion, NpgsqlDbType.Integer);
        copy.Write(entry.Sourcing, NpgsqlDbType.Text);
        WriteOrNull(copy, entry.EmployerInformed, NpgsqlDbType.Boolean);
        copy.Write(CanonicalPosting.Keys(entry.Keys), NpgsqlDbType.Text);
        copy.Write(entry.Year, NpgsqlDbType.Text);
        copy.Write(entry.LineDate, NpgsqlDbType.Date);
        copy.Write(entry.ValueDate, NpgsqlDbType.Date);
        copy.Write(posted.PostedAt, NpgsqlDbType.TimestampTz);
        WriteOrNull(copy, entry.Reverses, NpgsqlDbType.Bigint);
        copy.Write(posted.Hash, NpgsqlDbType.Bytea);
    }

    private static void WriteOrNull<T>(NpgsqlBinaryImporter copy, T? value, NpgsqlDbType type) where T : struct
    {
        if (value is { } given)
        {
            copy.Write(given, type);
        }
        else
        {
            copy.WriteNull();
        }
    }
}
