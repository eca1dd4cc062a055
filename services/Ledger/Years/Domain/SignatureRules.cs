using HourExchange.Plumbing;

namespace HourExchange.Ledger.Years.Domain;

/// <summary>Who signs what: the finance of every party, a person who did not draft, over the hash as it is now (docs/domain.md, Year end).</summary>
internal static class SignatureRules
{
    /// <param name="expected">What is to be signed now.</param>
    /// <param name="given">Signatures of the same sort that stand.</param>
    /// <returns>Why this person cannot sign, or null.</returns>
    public static Refusal? Check(string expected, string hash, string draftedBy, IReadOnlyList<Signature> given, string institution, string subject)
    {
        if (hash != expected)
        {
            return new Refusal(RefusalKind.Stale, "statement-hash-stale", "The statement has another hash: read it again before signing.");
        }

        if (subject == draftedBy)
        {
            return Refusal.Forbidden("signed-by-drafter", "Who drafted the statement does not sign it.");
        }

        if (given.Any(one => one.Subject == subject && one.Institution != institution))
        {
            return Refusal.Forbidden("signed-by-same-person", "Each party signs by a person of its own.");
        }

        return given.Any(one => one.Institution == institution) ? Refusal.Conflict("already-signed", "Your institution has signed.") : null;
    }
}
