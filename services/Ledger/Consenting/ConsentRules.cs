using HourExchange.Plumbing;

namespace HourExchange.Ledger.Consenting;

/// <summary>
/// What one party cannot do alone takes effect with the consent of another finance person of every party concerned, over
/// its hash, or is refused (docs/domain.md, Ledger). Pure.
/// </summary>
internal static class ConsentRules
{
    /// <param name="open">False once it was accepted or refused.</param>
    /// <param name="decided">Institutions and persons that have decided.</param>
    /// <returns>Why this person cannot decide now, or null.</returns>
    public static Refusal? Check(bool open, string proposedBy, IEnumerable<(string Institution, string Subject)> decided, string institution, string subject)
    {
        var known = decided.ToList();
        if (!open)
        {
            return Refusal.Conflict("proposal-decided", "The proposal has been accepted or refused.");
        }

        if (subject == proposedBy || known.Exists(one => one.Subject == subject && one.Institution != institution))
        {
            return Refusal.Conflict("own-proposal", "Another person of each party concerned decides, not who proposed or decided already for another party.");
        }

        return known.Exists(one => one.Institution == institution)
            ? Refusal.Conflict("decided-by-institution", "Your institution has decided.")
            : null;
    }
}
