using HourExchange.Contracts.Interventions.V1;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Years;

namespace HourExchange.Ledger.Books.Domain;

/// <summary>What a confirmed line must be to be posted, and the entry it becomes. Pure: no clock, no SQL.</summary>
internal static class PostingRules
{
    /// <summary>Minutes of a line: a day.</summary>
    public const int LineMinutesLimit = 1_440;

    /// <summary>The lender is credited, the receiver debited, in mirror accounts of the line's domain and year.</summary>
    public static Decision<Entry> ToEntry(InterventionConfirmed line)
    {
        if (Check(line) is { } refusal)
        {
            return refusal;
        }

        return new Entry(
            Kinds.Intervention, line.Line, line.PostingRevision,
            Debit: new Account(line.ReceivingInstitution, line.LendingInstitution, line.Domain, line.AcademicYear),
            Credit: new Account(line.LendingInstitution, line.ReceivingInstitution, line.Domain, line.AcademicYear),
            line.CreditedMinutes, line.LendingReference, line.ReceivingReference, line.Contributor, line.Nature, line.Quantity, line.Unit,
            line.TaughtMinutes, line.CoefficientNumerator, line.CoefficientDenominator, line.TermsVersion, line.Sourcing, line.EmployerInformed,
            line.Keys, line.AcademicYear, line.Date, line.Date, Reverses: null);
    }

    /// <summary>Takes a posting back: the same minutes the other way, on the same value date.</summary>
    public static Entry Reverse(Entry original, long number) => original with
    {
        Kind = Kinds.Reversal,
        Debit = original.Credit,
        Credit = original.Debit,
        Reverses = number,
    };

    /// <summary>
    /// Takes a posting back because both sides cancelled the line: the reversal carries the cancelling revision and its
    /// keys, so that the revision posts once for ever as every other.
    /// </summary>
    public static Entry TakeBack(Entry original, long number, Entry cancelling) =>
        Reverse(original, number) with { Revision = cancelling.Revision, Keys = cancelling.Keys };

    /// <summary>
    /// Whether a posting says what an event says: the second lock against posting twice. Where it stands in the book, which
    /// a late line does not choose, is left aside.
    /// </summary>
    public static bool SaysTheSame(Entry posted, Entry asked, byte[] askedText) =>
        CanonicalPosting.Text(posted with { Debit = asked.Debit, Credit = asked.Credit, Year = asked.Year, ValueDate = asked.ValueDate }).AsSpan().SequenceEqual(askedText)
        && (posted.Debit with { Year = asked.Year }, posted.Credit with { Year = asked.Year }) == (asked.Debit, asked.Credit);

    /// <returns>The refusal when lender and receiver are not two of the parties, or null.</returns>
    public static Refusal? CheckParties(InterventionConfirmed line, IReadOnlyList<string> parties) =>
        line.LendingInstitution != line.ReceivingInstitution
        && parties.Contains(line.LendingInstitution, StringComparer.Ordinal)
        && parties.Contains(line.ReceivingInstitution, StringComparer.Ordinal)
            ? null
            : Refusal.Invalid("institutions-invalid", "Lender and receiver must be two of the book's parties.");

    private static Refusal? Check(InterventionConfirmed line)
    {
        if (CheckParties(line, line.Parties) is { } refusal)
        {
            return refusal;
        }

        if (line.PostingRevision < 1)
        {
            return Refusal.Invalid("revision-invalid", "Posting revisions begin at 1.");
        }

        if (line.TaughtMinutes is < 1 or > LineMinutesLimit || line.CoefficientNumerator < 1 || line.CoefficientDenominator < 1)
        {
            return Refusal.Invalid("minutes-invalid", $"Taught minutes are 1 to {LineMinutesLimit}, the coefficient a rational above zero.");
        }

        // Asserted here a second time: what is credited follows from what was taught.
        var credited = ((2L * line.TaughtMinutes * line.CoefficientNumerator) + line.CoefficientDenominator) / (2L * line.CoefficientDenominator);
        if (credited != line.CreditedMinutes || credited < 1)
        {
            return Refusal.Invalid("credited-minutes-wrong", "Credited minutes are round half up (taught × numerator / denominator), above zero.");
        }

        if (line.YearStart.Year is < 1900 or > 2200 || line.Date < line.YearStart || line.Date >= line.YearStart.AddYears(1)
            || line.AcademicYear != LabelledYear.From(line.YearStart).Label)
        {
            return Refusal.Invalid("year-wrong", "The line's date lies outside the academic year it names.");
        }

        return KeysOf(line);
    }

    private static Refusal? KeysOf(InterventionConfirmed line) =>
        line.Keys is [var one, var other]
        && ((one.Institution == line.LendingInstitution && other.Institution == line.ReceivingInstitution)
            || (one.Institution == line.ReceivingInstitution && other.Institution == line.LendingInstitution))
            ? null
            : Refusal.Invalid("keys-missing", "A line is posted with one key of each of its two institutions.");
}
