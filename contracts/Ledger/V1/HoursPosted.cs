using MassTransit;

namespace HourExchange.Contracts.Ledger.V1;

/// <summary>Consecutive postings of one book, of one batch; at most 500.</summary>
/// <param name="From">Number of the first posting.</param>
/// <param name="To">Number of the last posting: From + Postings.Count - 1.</param>
/// <param name="PreviousHash">Hash of posting From - 1, or 64 zeros before the first.</param>
/// <param name="Hash">Hash of posting To. Lower-case hexadecimal SHA-256; the canonical form is docs/canonical-posting.md.</param>
[EntityName("ledger.hours-posted.v1")]
[MessageUrn("ledger.hours-posted.v1")]
public sealed record HoursPosted(
    string Book,
    IReadOnlyList<string> Parties,
    long From,
    long To,
    string PreviousHash,
    string Hash,
    IReadOnlyList<Posting> Postings);
