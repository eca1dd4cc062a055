using HourExchange.Plumbing;
using HourExchange.Plumbing.Years;
using HourExchange.Reporting.Agreements.Domain;

namespace HourExchange.Reporting.Reports.Figures;

/// <summary>What a reader asks for: a year by its label, or the days from one to another.</summary>
public sealed record Period(string? Year, DateOnly? From, DateOnly? To)
{
    /// <summary>In one report.</summary>
    public const int AgreementLimit = 200;

    /// <summary>First to last day, both counted; more than any agreement lasts.</summary>
    private const int YearLimit = 100;

    /// <summary>Years have labels between these (<see cref="LabelledYear"/>).</summary>
    private static readonly DateOnly Earliest = new(1900, 1, 1), Latest = new(2198, 12, 31);

    /// <returns>Its first and last day; and the label where a year was asked for.</returns>
    public Decision<(string? Year, DateOnly From, DateOnly To)> In(IReadOnlyList<KnownAgreement> agreements)
    {
        if (Year is not null)
        {
            return (From, To) is not (null, null) ? Refusal.Invalid("period-invalid", "A period is a year, or two days.")
                : Labelled() is { } labelled ? (labelled.Label, labelled.FirstDay, labelled.LastDay)
                : agreements.Any(agreement => agreement.Year(Year) is not null)
                    ? Refusal.Invalid("calendar-ambiguous", "The agreements have different academic years: ask for a civil year, or two days.")
                : Refusal.NotFound("year");
        }

        if (From is not { } from || To is not { } to)
        {
            return Refusal.Invalid("period-invalid", "A period is a year, or two days.");
        }

        if (to < from)
        {
            return Refusal.Invalid("period-reversed", $"The period ends on {to}, before it begins on {from}.");
        }

        if (from < Earliest || to > Latest)
        {
            return Refusal.Invalid("period-out-of-range", $"A period lies between {Earliest} and {Latest}.");
        }

        if (to >= from.AddYears(YearLimit))
        {
            return Refusal.Invalid("period-too-long", $"A period is at most {YearLimit} years long.");
        }

        // Also where the two days are those of a ledger year: as long as the years before are not closed its statement begins without
        // what they left, and a period begins with it.
        return (null, from, to);

        // Without an agreement a year is the civil one, or the one that all begin alike.
        LabelledYear? Labelled() => agreements.Select(agreement => agreement.YearStart).Distinct().ToList() is [var start]
            ? LabelledYear.Find(Year!, start) ?? LabelledYear.Find(Year!, new YearStart(1, 1))
            : LabelledYear.Find(Year!, new YearStart(1, 1));
    }
}
