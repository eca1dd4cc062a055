using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Text;

namespace HourExchange.Interventions.Placements.Domain;

/// <summary>Whether a count of placement places may stand. Kinds are the parties' own codes ([S2]: practice, FEE, FTP).</summary>
public static class PlacementRules
{
    public const int PlacesLimit = 10_000;

    /// <returns>The first rule it breaks, or null.</returns>
    public static Refusal? Check(Agreement agreement, string year, string institution, string kind, int places)
    {
        if (YearLabels.Find(agreement, year) is null)
        {
            return Refusal.Invalid("year-unknown", "A year is written as the agreement begins its years, for instance 2013-2014.");
        }

        if (!agreement.HasParty(institution))
        {
            return Refusal.Invalid("institution-unknown", $"{institution} is no party to {agreement.Ref}.");
        }

        if (!Codes.IsTerm(kind))
        {
            return Refusal.Invalid("placement-kind-invalid", "A kind has 1 to 80 letters, digits and - _ . ' / +, with single spaces.");
        }

        return places is >= 0 and <= PlacesLimit ? null : Refusal.Invalid("places-invalid", $"There are 0 to {PlacesLimit} places.");
    }
}
