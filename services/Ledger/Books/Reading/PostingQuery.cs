using System.Runtime.CompilerServices;
using Dapper;
using HourExchange.Ledger.Books.Domain;
using Npgsql;

namespace HourExchange.Ledger.Books.Reading;

/// <summary>Reads postings back as they were posted.</summary>
internal static class PostingQuery
{
    /// <summary>All that a posting keeps; what narrows it is added behind.</summary>
    public const string Select = Columns + " from ledger.posting " + Accounts;

    /// <summary>What <see cref="PostingRow"/> takes, from a posting and its two accounts.</summary>
    public const string Columns = """
        select posting.book, posting.number, kind, line, revision,
            debit.institution as debit_institution, debit.counterpart as debit_counterpart, debit.domain as debit_domain, debit.year as debit_year,
            credit.institution as credit_institution, credit.counterpart as credit_counterpart, credit.domain as credit_domain, credit.year as credit_year,
            minutes, lending_reference, receiving_reference, contributor, nature, quantity, unit, taught_minutes, coefficient_numerator,
            coefficient_denominator, terms_version, sourcing, employer_informed, keys, posting.year, line_date, value_date, posted_at, reverses, hash
        """;

    /// <summary>The two accounts of a posting that is read as <c>posting</c>.</summary>
    public const string Accounts = """
        join ledger.account as debit on debit.book = posting.book and debit.number = posting.debit_account
        join ledger.account as credit on credit.book = posting.book and credit.number = posting.credit_account
        """;

    private const string Range = Select + " where posting.book = @book and posting.number between @from and @to order by posting.number";

    private const string Touching = Select + " where posting.book = @book and (@year::text is null or @year in (debit.year, credit.year)) order by posting.number";

    private const string HashOf = "select hash from ledger.posting where book = @book and number = @number";

    /// <summary>Streams postings in their order; one statement, so one moment of the book.</summary>
    public static async IAsyncEnumerable<Posted> ReadRange(
        NpgsqlConnection connection, string book, long from, long to, [EnumeratorCancellation] CancellationToken stopping = default)
    {
        var previous = from <= 1
            ? CanonicalPosting.BeforeTheFirst
            : await connection.ExecuteScalarAsync<byte[]>(HashOf, new { book, number = from - 1 }) ?? CanonicalPosting.BeforeTheFirst;
        await foreach (var row in connection.QueryUnbufferedAsync<PostingRow>(Range, new { book, from, to }).WithCancellation(stopping))
        {
            yield return row.ToPosted(previous);
            previous = row.Hash;
        }
    }

    /// <summary>Streams the postings that move an account of a year, or all. Their previous hashes are not read.</summary>
    public static async IAsyncEnumerable<Posted> ReadTouching(
        NpgsqlConnection connection, string book, string? year, [EnumeratorCancellation] CancellationToken stopping = default)
    {
        await foreach (var row in connection.QueryUnbufferedAsync<PostingRow>(Touching, new { book, year }).WithCancellation(stopping))
        {
            yield return row.ToPosted(CanonicalPosting.BeforeTheFirst);
        }
    }
}
