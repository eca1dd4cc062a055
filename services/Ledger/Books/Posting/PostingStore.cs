using System.Text;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Plumbing.Database;
using Npgsql;
using NpgsqlTypes;

namespace HourExchange.Ledger.Books.Posting;

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

    public static async Task Insert(NpgsqlTransaction transaction, IReadOnlyList<NumberedPosting> postings)
    {
        await using (var copy = await transaction.Connection!.BeginBinaryImportAsync(CopyPostings))
        {
            foreach (var posting in postings)
            {
                Write(copy, posting);
            }

            await copy.CompleteAsync();
        }

        var days = DaySums.Of(postings);
        var heads = postings.GroupBy(posting => posting.Posted.Book).Select(book => book.Last().Posted).ToList();
        await HotStatement.Execute(
            transaction, AddUp,
            new("books", days.Select(day => day.Key.Book).ToArray()),
            new("pairs", days.Select(day => day.Key.Pair).ToArray()),
            new("valueDates", days.Select(day => day.Key.ValueDate).ToArray()),
            new("postedOn", days.Select(day => day.Key.PostedOn).ToArray()),
            new("firstDebits", days.Select(day => day.Value.FirstDebit).ToArray()),
            new("firstCredits", days.Select(day => day.Value.FirstCredit).ToArray()),
            new("secondDebits", days.Select(day => day.Value.SecondDebit).ToArray()),
            new("secondCredits", days.Select(day => day.Value.SecondCredit).ToArray()),
            new("headBooks", heads.Select(head => head.Book).ToArray()),
            new("headNumbers", heads.Select(head => head.Number).ToArray()),
            new("headHashes", heads.Select(head => head.Hash).ToArray()),
            new("headPostedAt", heads.Select(head => head.PostedAt).ToArray()));
    }

    // Without await: a row goes into Npgsql's buffer, which is sent on only now and then.
    private static void Write(NpgsqlBinaryImporter copy, NumberedPosting posting)
    {
        var posted = posting.Posted;
        var entry = posted.Entry;
        copy.StartRow();
        copy.Write(posted.Book, NpgsqlDbType.Text);
        copy.Write(posted.Number, NpgsqlDbType.Bigint);
        copy.Write(entry.Kind, NpgsqlDbType.Text);
        copy.Write(entry.Line, NpgsqlDbType.Uuid);
        copy.Write(entry.Revision, NpgsqlDbType.Integer);
        copy.Write(posting.Debit.Number, NpgsqlDbType.Integer);
        copy.Write(posting.Credit.Number, NpgsqlDbType.Integer);
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
        copy.Write(Encoding.UTF8.GetString(CanonicalPosting.KeysIn(posted.Text)), NpgsqlDbType.Text);
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

/// <summary>A posting with the numbers of its accounts, as it is stored.</summary>
internal readonly record struct NumberedPosting(Posted Posted, AccountNumber Debit, AccountNumber Credit);
