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
            employer_informed, keys, year, line_date, value_date, posted_at, reverses, content_hash, hash) from stdin (format binary)
        """;

    // One update per touched account and one row per touched day, in the order of their keys.
    private const string AddUp = """
        update ledger.account set debit_minutes = account.debit_minutes + sum.debit, credit_minutes = account.credit_minutes + sum.credit
        from (select book, account, sum(debit)::bigint as debit, sum(credit)::bigint as credit
              from unnest(@books, @accounts, @debits, @credits) as moved (book, account, debit, credit) group by book, account) as sum
        where account.book = sum.book and account.number = sum.account;
        insert into ledger.account_day (book, account, value_date, posted_on, debit_minutes, credit_minutes)
        select * from unnest(@books, @accounts, @valueDates, @postedOn, @debits, @credits) as moved (book, account, value_date, posted_on, debit, credit)
        order by book, account, value_date, posted_on
        on conflict (book, account, value_date, posted_on) do update set
            debit_minutes = account_day.debit_minutes + excluded.debit_minutes, credit_minutes = account_day.credit_minutes + excluded.credit_minutes;
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

        var moved = postings.SelectMany(posted => Moves(posted, accounts))
            .GroupBy(move => (move.Book, move.Account, move.ValueDate, move.PostedOn))
            .Select(day => (day.Key.Book, day.Key.Account, day.Key.ValueDate, day.Key.PostedOn, Debit: day.Sum(move => move.Debit), Credit: day.Sum(move => move.Credit)))
            .ToList();
        var heads = postings.GroupBy(posted => posted.Book).Select(book => book.MaxBy(posted => posted.Number)!).ToList();
        await transaction.Connection!.ExecuteAsync(AddUp, new
        {
            books = moved.Select(day => day.Book).ToArray(),
            accounts = moved.Select(day => day.Account).ToArray(),
            valueDates = moved.Select(day => day.ValueDate).ToArray(),
            postedOn = moved.Select(day => day.PostedOn).ToArray(),
            debits = moved.Select(day => day.Debit).ToArray(),
            credits = moved.Select(day => day.Credit).ToArray(),
            headBooks = heads.Select(head => head.Book).ToArray(),
            headNumbers = heads.Select(head => head.Number).ToArray(),
            headHashes = heads.Select(head => head.Hash).ToArray(),
            headPostedAt = heads.Select(head => head.PostedAt).ToArray(),
        }, transaction);
    }

    private static IEnumerable<Move> Moves(Posted posted, Dictionary<(string Book, Account Account), int> accounts)
    {
        var entry = posted.Entry;
        var postedOn = DateOnly.FromDateTime(posted.PostedAt.UtcDateTime);
        yield return new Move(posted.Book, accounts[(posted.Book, entry.Debit)], entry.ValueDate, postedOn, entry.Minutes, 0);
        yield return new Move(posted.Book, accounts[(posted.Book, entry.Credit)], entry.ValueDate, postedOn, 0, entry.Minutes);
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
        copy.Write(entry.TaughtMinutes, NpgsqlDbType.Integer);
        copy.Write(entry.CoefficientNumerator, NpgsqlDbType.Integer);
        copy.Write(entry.CoefficientDenominator, NpgsqlDbType.Integer);
        copy.Write(entry.TermsVersion, NpgsqlDbType.Integer);
        copy.Write(entry.Sourcing, NpgsqlDbType.Text);
        WriteOrNull(copy, entry.EmployerInformed, NpgsqlDbType.Boolean);
        copy.Write(CanonicalPosting.Keys(entry.Keys), NpgsqlDbType.Text);
        copy.Write(entry.Year, NpgsqlDbType.Text);
        copy.Write(entry.LineDate, NpgsqlDbType.Date);
        copy.Write(entry.ValueDate, NpgsqlDbType.Date);
        copy.Write(posted.PostedAt, NpgsqlDbType.TimestampTz);
        WriteOrNull(copy, entry.Reverses, NpgsqlDbType.Bigint);
        copy.Write(posted.ContentHash, NpgsqlDbType.Bytea);
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

    private readonly record struct Move(string Book, int Account, DateOnly ValueDate, DateOnly PostedOn, long Debit, long Credit);
}
