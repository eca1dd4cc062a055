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
                await copy.StartRowAsync();
                await Write(copy, posted, accounts);
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

    private static async Task Write(NpgsqlBinaryImporter copy, Posted posted, Dictionary<(string Book, Account Account), int> accounts)
    {
        var entry = posted.Entry;
        await copy.WriteAsync(posted.Book, NpgsqlDbType.Text);
        await copy.WriteAsync(posted.Number, NpgsqlDbType.Bigint);
        await copy.WriteAsync(entry.Kind, NpgsqlDbType.Text);
        await copy.WriteAsync(entry.Line, NpgsqlDbType.Uuid);
        await copy.WriteAsync(entry.Revision, NpgsqlDbType.Integer);
        await copy.WriteAsync(accounts[(posted.Book, entry.Debit)], NpgsqlDbType.Integer);
        await copy.WriteAsync(accounts[(posted.Book, entry.Credit)], NpgsqlDbType.Integer);
        await copy.WriteAsync(entry.Minutes, NpgsqlDbType.Integer);
        await copy.WriteAsync(entry.LendingReference, NpgsqlDbType.Text);
        await copy.WriteAsync(entry.ReceivingReference, NpgsqlDbType.Text);
        await copy.WriteAsync(entry.Contributor, NpgsqlDbType.Text);
        await copy.WriteAsync(entry.Nature, NpgsqlDbType.Text);
        await copy.WriteAsync(entry.Quantity, NpgsqlDbType.Text);
        await copy.WriteAsync(entry.Unit, NpgsqlDbType.Text);
        await copy.WriteAsync(entry.TaughtMinutes, NpgsqlDbType.Integer);
        await copy.WriteAsync(entry.CoefficientNumerator, NpgsqlDbType.Integer);
        await copy.WriteAsync(entry.CoefficientDenominator, NpgsqlDbType.Integer);
        await copy.WriteAsync(entry.TermsVersion, NpgsqlDbType.Integer);
        await copy.WriteAsync(entry.Sourcing, NpgsqlDbType.Text);
        await WriteOrNull(copy, entry.EmployerInformed, NpgsqlDbType.Boolean);
        await copy.WriteAsync(CanonicalPosting.Keys(entry.Keys), NpgsqlDbType.Text);
        await copy.WriteAsync(entry.Year, NpgsqlDbType.Text);
        await copy.WriteAsync(entry.LineDate, NpgsqlDbType.Date);
        await copy.WriteAsync(entry.ValueDate, NpgsqlDbType.Date);
        await copy.WriteAsync(posted.PostedAt, NpgsqlDbType.TimestampTz);
        await WriteOrNull(copy, entry.Reverses, NpgsqlDbType.Bigint);
        await copy.WriteAsync(posted.ContentHash, NpgsqlDbType.Bytea);
        await copy.WriteAsync(posted.Hash, NpgsqlDbType.Bytea);
    }

    private static Task WriteOrNull<T>(NpgsqlBinaryImporter copy, T? value, NpgsqlDbType type) where T : struct =>
        value is { } given ? copy.WriteAsync(given, type) : copy.WriteNullAsync();

    private readonly record struct Move(string Book, int Account, DateOnly ValueDate, DateOnly PostedOn, long Debit, long Credit);
}
