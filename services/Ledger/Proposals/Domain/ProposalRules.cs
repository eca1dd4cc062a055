using HourExchange.Ledger.Books.Domain;
using HourExchange.Plumbing;

namespace HourExchange.Ledger.Proposals.Domain;

/// <summary>What can be proposed, and what it comes to. Pure.</summary>
internal static class ProposalRules
{
    public const int EntryLimit = 100;
    public const int MinutesLimit = 10_000_000;

    /// <summary>Of one book, at a time.</summary>
    public const int OpenLimit = 500;

    /// <returns>What is wrong with the entries of an opening or adjustment, or null.</returns>
    public static Refusal? CheckEntries(IReadOnlyList<ProposedEntry> entries, IReadOnlyList<string> parties, AgreementYears agreement, DateOnly today)
    {
        if (entries.Count is 0 or > EntryLimit)
        {
            return Refusal.Invalid("entries-invalid", $"A proposal has 1 to {EntryLimit} entries.");
        }

        foreach (var entry in entries)
        {
            if (entry.Institution == entry.Counterpart || !parties.Contains(entry.Institution) || !parties.Contains(entry.Counterpart))
            {
                return Refusal.Invalid("institutions-invalid", "Institution and counterpart are two of the book's parties.");
            }

            if (entry.Minutes is < 1 or > MinutesLimit)
            {
                return Refusal.Invalid("minutes-invalid", $"Minutes are 1 to {MinutesLimit}.");
            }

            // A year that has not begun may never be: a notice can end the agreement before it.
            if (entry.ValueDate > today)
            {
                return Refusal.Invalid("date-in-future", "Minutes count from today on, or from an earlier day.");
            }

            if (agreement.Containing(entry.ValueDate) is null)
            {
                return Refusal.Invalid("date-outside-agreement", $"{entry.ValueDate:yyyy-MM-dd} lies in no year of the agreement.");
            }

            if (CheckDomain(agreement.TermsAt(entry.ValueDate), entry) is { } unfit)
            {
                return unfit;
            }
        }

        return null;
    }

    private static Refusal? CheckDomain(YearTerms terms, ProposedEntry entry) =>
        !terms.Domains.Contains(entry.Domain)
            ? Refusal.Invalid("domain-unknown", $"The agreement has no domain {entry.Domain} on {entry.ValueDate:yyyy-MM-dd}.")
        : terms.AdmittedFrom.GetValueOrDefault(entry.Domain) is var admitted && admitted > entry.ValueDate
            ? Refusal.Invalid("domain-not-admitted", $"{entry.Domain} is admitted from {admitted:yyyy-MM-dd}.")
        : null;

    /// <summary>Who has to consent: every institution whose minutes are moved.</summary>
    public static IReadOnlyList<string> Concerned(IEnumerable<ProposedEntry> entries, IReadOnlyList<string> parties)
    {
        var named = entries.SelectMany(entry => new[] { entry.Institution, entry.Counterpart }).ToHashSet(StringComparer.Ordinal);
        return [.. parties.Where(named.Contains)];
    }

    /// <returns>Why a posting cannot be reversed by proposal, or null.</returns>
    public static Refusal? CheckReversal(Posted original, bool isReversed)
    {
        if (original.Entry.Kind is not (Kinds.Opening or Kinds.Adjustment))
        {
            return Refusal.Conflict("not-reversible", "Openings and adjustments are reversed by proposal. A line is corrected or cancelled; a year is reopened.");
        }

        return isReversed ? Refusal.Conflict("already-reversed", "The posting is reversed.") : null;
    }
}
