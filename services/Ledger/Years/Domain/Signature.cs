using HourExchange.Contracts.Interventions.V1;

namespace HourExchange.Ledger.Years.Domain;

/// <summary>A party's signature under a statement.</summary>
/// <param name="Signs"><see cref="OfContent"/> before the year is closed, <see cref="OfRoot"/> after.</param>
internal sealed record Signature(string Institution, string Signs, string Subject, string Hash, DateTime SignedAt)
{
    public const string OfContent = "content";
    public const string OfRoot = "root";

    public TurnedKey ToKey() => new(Institution, Subject, new DateTimeOffset(SignedAt), Tacit: false);
}
