using System.Runtime.CompilerServices;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Text;

namespace HourExchange.Interventions.Lines.Domain;

/// <summary>Whether a delivered line may stand under its agreement. The same rules serve a single line, an import and its dry run.</summary>
public static class LineRules
{
    public const int TitleLimit = 300;
    private const int TextLimit = 200;
    private const int PlaceLimit = 100;

    private static readonly string[] KnownSourcing = ["in-concertation", "direct"];

    /// <param name="registeredBy">The institution that registers it: the lender or the receiver.</param>
    /// <param name="reference">The registering institution's own; null where it has none.</param>
    /// <param name="admitted">The line stands on that date already: an end that was set since does not shut it out.</param>
    /// <param name="latest">The registering institution's today, for what is delivered; null for what is planned.</param>
    /// <returns>Every fault, in the order of the fields; none for a good line.</returns>
    public static IReadOnlyList<LineFault> Check(
        Agreement agreement, LineContent line, string registeredBy, string? reference = null, bool admitted = false,
        DateOnly? latest = null)
    {
        var faults = new List<LineFault>();
        void Fault(bool broken, string field, string code, [InterpolatedStringHandlerArgument("broken")] Sentence message)
        {
            if (broken)
            {
                faults.Add(new LineFault(field, code, message));
            }
        }

        Fault(reference is not null && !Codes.IsTerm(reference), "reference", "reference-invalid",
            "A reference has 1 to 80 letters, digits and - _ . ' / +, with single spaces.");
        Fault(!agreement.HasParty(line.LendingInstitution), "lendingInstitution", "institution-unknown",
            $"{line.LendingInstitution} is no party to {agreement.Ref}.");
        Fault(!agreement.HasParty(line.ReceivingInstitution), "receivingInstitution", "institution-unknown",
            $"{line.ReceivingInstitution} is no party to {agreement.Ref}.");
        Fault(line.LendingInstitution == line.ReceivingInstitution, "receivingInstitution", "institutions-equal",
            "An institution does not lend to itself.");
        Fault(registeredBy != line.LendingInstitution && registeredBy != line.ReceivingInstitution, "lendingInstitution", "line-of-others",
            $"{registeredBy} is neither the lender nor the receiver of this line.");
        Fault(!Codes.IsTerm(line.Contributor), "contributor", "contributor-invalid",
            "A contributor code has 1 to 80 letters, digits and - _ . ' / +, with single spaces.");
        Fault(line.Title.Length > TitleLimit || line.Title.Any(char.IsControl), "title", "title-invalid",
            $"A title has at most {TitleLimit} characters, none of them a control character.");
        Fault(line.Sourcing is not null && !KnownSourcing.Contains(line.Sourcing), "sourcing", "sourcing-unknown",
            "Sourcing is in-concertation or direct.");

        Fault(line.Regime is not null && !Regimes.Known.Contains(line.Regime), "regime", "regime-unknown",
            "The regime is exchanged, paid-otherwise or free.");
        Fault(IsBadText(line.Programme, TextLimit), "programme", "text-invalid", $"A programme has 1 to {TextLimit} characters, none of them a control character.");
        Fault(IsBadText(line.Expertise, TextLimit), "expertise", "text-invalid", $"A field of expertise has 1 to {TextLimit} characters, none of them a control character.");
        Fault(IsBadText(line.Place, PlaceLimit), "place", "text-invalid", $"A place has 1 to {PlaceLimit} characters, none of them a control character.");
        Fault(line.Date > latest, "date", "date-in-future", $"Nobody has delivered after {latest:yyyy-MM-dd}: request it, or correct the date.");
        if ((admitted ? agreement.LastTermsAt(line.Date) : agreement.TermsAt(line.Date)) is { } terms)
        {
            CheckTerms(terms, line, Fault);
        }
        else
        {
            Fault(true, "date", "date-outside-agreement", $"{agreement.Ref} has no terms in force on {line.Date:yyyy-MM-dd}.");
        }

        return faults;
    }

    private delegate void AddIf(bool broken, string field, string code, [InterpolatedStringHandlerArgument("broken")] Sentence message);

    private static bool IsBadText(string? text, int limit) => text is not null && (text.Length == 0 || text.Length > limit || text.Any(char.IsControl));

    private static void CheckTerms(Terms terms, LineContent line, AddIf fault)
    {
        var admitted = terms.AdmittedFrom(line.Domain);
        fault(admitted is null, "domain", "domain-unknown", $"The agreement has no domain {line.Domain}.");
        fault(admitted > line.Date, "domain", "domain-not-admitted", $"{line.Domain} is admitted from {admitted:yyyy-MM-dd}.");

        var coefficient = terms.CoefficientOf(line.Nature);
        fault(coefficient is null, "nature", "nature-unknown", $"The agreement has no nature {line.Nature}.");

        var unitMinutes = terms.UnitMinutes(line.Unit);
        fault(unitMinutes is null, "unit", "unit-unknown", $"The agreement has no unit {line.Unit}.");
        if (unitMinutes is null)
        {
            fault(line.Quantity <= 0, "quantity", "quantity-not-positive", "The quantity must be above zero.");
            return;
        }

        if (TaughtMinutes.Of(line.Quantity, unitMinutes.Value).IsRefused(out var refusal, out var taught))
        {
            fault(true, "quantity", refusal.Code, refusal.Message);
        }
        else
        {
            fault(coefficient?.Credit(taught.Value) == 0, "quantity", "credited-zero", "Nothing would be credited.");
        }
    }
}
