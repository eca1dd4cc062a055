using System.Runtime.CompilerServices;
using System.Text.Json;
using Dapper;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Ledger.Domain;
using HourExchange.Plumbing.Messaging;
using Npgsql;

namespace HourExchange.Ledger.ReadingBook;

/// <summary>Reads postings back as they were posted.</summary>
internal static class PostingQuery
{
    private const string Select = """
        select posting.book, posting.number, kind, line, revision,
            debit.institution as debit_institution, debit.counterpart as debit_counterpart, debit.domain as debit_domain, debit.year as debit_year,
            credit.institution as credit_institution, credit.counterpart as credit_counterpart, credit.domain as credit_domain, credit.year as credit_year,
            minutes, lending_reference, receiving_reference, contributor, nature, quantity, unit, taught_minutes, coefficient_numerator,
            coefficient_denominator, terms_version, sourcing, employer_informed, keys, posting.year, line_date, value_date, posted_at, reverses,
            content_hash, hash
        from ledger.posting
        join ledger.account as debit on debit.book = posting.book and debit.number = posting.debit_account
        join ledger.account as credit on credit.book = posting.book and credit.number = posting.credit_account
        where posting.book = @book and posting.number between @from and @to order by posting.number
        """;

    private const string HashOf = "select hash from ledger.posting where book = @book and number = @number";

    /// <summary>Streams postings in their order; one statement, so one moment of the book.</summary>
    public static async IAsyncEnumerable<Posted> ReadRange(
        NpgsqlConnection connection, string book, long from, long to, [EnumeratorCancellation] CancellationToken stopping = default)
    {
        var previous = from <= 1
            ? CanonicalPosting.BeforeTheFirst
            : await connection.ExecuteScalarAsync<byte[]>(HashOf, new { book, number = from - 1 }) ?? CanonicalPosting.BeforeTheFirst;
        await foreach (var row in connection.QueryUnbufferedAsync<Row>(Select, new { book, from, to }).WithCancellation(stopping))
        {
            yield return row.ToPosted(previous);
            previous = row.Hash;
        }
    }

    public static async Task<Posted> Read(NpgsqlTransaction transaction, string book, long number)
    {
        var row = await transaction.Connection!.QuerySingleAsync<Row>(Select, new { book, from = number, to = number }, transaction);
        return row.ToPosted(CanonicalPosting.BeforeTheFirst);
    }

    private sealed record Row(
        string Book, long Number, string Kind, Guid Line, int Revision, string DebitInstitution, string DebitCounterpart, string DebitDomain,
        string DebitYear, string CreditInstitution, string CreditCounterpart, string CreditDomain, string CreditYear, int Minutes,
        string? LendingReference, string? ReceivingReference, string Contributor, string Nature, string Quantity, string Unit, int TaughtMinutes,
        int CoefficientNumerator, int CoefficientDenominator, int TermsVersion, string? Sourcing, bool? EmployerInformed, string Keys, string Year,
        DateOnly LineDate, DateOnly ValueDate, DateTime PostedAt, long? Reverses, byte[] ContentHash, byte[] Hash)
    {
        public Posted ToPosted(byte[] previousHash)
        {
            var entry = new Entry(
                Kind, Line, Revision, new Account(DebitInstitution, DebitCounterpart, DebitDomain, DebitYear),
                new Account(CreditInstitution, CreditCounterpart, CreditDomain, CreditYear), Minutes, LendingReference, ReceivingReference,
                Contributor, Nature, Quantity, Unit, TaughtMinutes, CoefficientNumerator, CoefficientDenominator, TermsVersion, Sourcing,
                EmployerInformed, JsonSerializer.Deserialize<IReadOnlyList<TurnedKey>>(Keys, Wire.Json)!, Year, LineDate, ValueDate, Reverses);
            return new Posted(
                Book, Number, entry, CanonicalPosting.Text(entry), new DateTimeOffset(PostedAt), ContentHash, previousHash, Hash);
        }
    }
}
