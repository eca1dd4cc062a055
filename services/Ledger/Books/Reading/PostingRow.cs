using System.Text.Json;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Plumbing.Broker;

namespace HourExchange.Ledger.Books.Reading;

/// <summary>A posting as <see cref="PostingQuery.Select"/> reads it.</summary>
internal sealed record PostingRow(
    string Book, long Number, string Kind, Guid Line, int Revision, string DebitInstitution, string DebitCounterpart, string DebitDomain,
    string DebitYear, string CreditInstitution, string CreditCounterpart, string CreditDomain, string CreditYear, int Minutes,
    string? LendingReference, string? ReceivingReference, string? Contributor, string? Nature, string? Quantity, string? Unit, int? TaughtMinutes,
    int? CoefficientNumerator, int? CoefficientDenominator, int? TermsVersion, string? Sourcing, bool? EmployerInformed, string Keys, string Year,
    DateOnly LineDate, DateOnly ValueDate, DateTime PostedAt, long? Reverses, byte[] Hash)
{
    public Posted ToPosted(byte[] previousHash)
    {
        var entry = new Entry(
            Kind, Line, Revision, new Account(DebitInstitution, DebitCounterpart, DebitDomain, DebitYear),
            new Account(CreditInstitution, CreditCounterpart, CreditDomain, CreditYear), Minutes, LendingReference, ReceivingReference,
            Contributor, Nature, Quantity, Unit, TaughtMinutes, CoefficientNumerator, CoefficientDenominator, TermsVersion, Sourcing,
            EmployerInformed, JsonSerializer.Deserialize<IReadOnlyList<TurnedKey>>(Keys, Wire.Json)!, Year, LineDate, ValueDate, Reverses);
        return new Posted(Book, Number, entry, CanonicalPosting.Text(entry), new DateTimeOffset(PostedAt), previousHash, Hash);
    }
}
