using HourExchange.Contracts.Interventions.V1;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Consenting;

namespace HourExchange.Ledger.Years.Domain;

/// <summary>Who signs what: the finance of every party, a person who did not draft, over the hash as it is now (docs/domain.md, Year end).</summary>
internal static class SignatureRules
{
    private static readonly ConsentRefusals Refusals = new(
        Stale: new Refusal(RefusalKind.Stale, "statement-hash-stale", "The statement has another hash: read it again before signing."),
        ByAsker: Refusal.Forbidden("signed-by-drafter", "Who drafted the statement does not sign it."),
        BySamePerson: Refusal.Forbidden("signed-by-same-person", "Each party signs by a person of its own."),
        Again: Refusal.Conflict("already-signed", "Your institution has signed."));

    /// <param name="hash">What is to be signed now.</param>
    /// <param name="given">Signatures of the same sort that stand.</param>
    public static Consents Asked(string hash, IReadOnlyList<string> parties, string draftedBy, IReadOnlyCollection<Signature> given) =>
        new(hash, parties, draftedBy, [.. given.Select(one => new Consent(one.Institution, one.Subject))], Refusals);
}

/// <summary>A party's signature under a statement.</summary>
/// <param name="Signs"><see cref="OfContent"/> before the year is closed, <see cref="OfRoot"/> after.</param>
internal sealed record Signature(string Institution, string Signs, string Subject, string Hash, DateTime SignedAt)
{
    public const string OfContent = "content";
    public const string OfRoot = "root";

    public TurnedKey ToKey() => new(Institution, Subject, new DateTimeOffset(SignedAt), Tacit: false);
}
