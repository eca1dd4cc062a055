using HourExchange.Ledger.Years.Domain;
using HourExchange.Plumbing;

namespace HourExchange.Ledger.Years.Reading;

/// <summary>A party's signature under a statement.</summary>
/// <param name="Institution">Code of the party.</param>
/// <param name="Signs">The content before the year is closed, the root after.</param>
/// <param name="Subject">A pseudonym of the person who signed.</param>
/// <param name="Hash">Of what was signed.</param>
/// <param name="SignedAt">UTC.</param>
public sealed record SignatureView(
    string Institution, [property: KnownValues(Signature.OfContent, Signature.OfRoot)] string Signs, string Subject, string Hash, DateTime SignedAt);
