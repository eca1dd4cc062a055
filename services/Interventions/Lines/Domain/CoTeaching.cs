using HourExchange.Interventions.Agreements.Domain;

namespace HourExchange.Interventions.Lines.Domain;

/// <summary>Minutes of what is taught together: each in full, or shared by largest remainder in the listed order.</summary>
public static class CoTeaching
{
    public const string Shared = "shared";

    /// <param name="position">1 for the first listed.</param>
    /// <returns>The share of whole minutes; all shares add up to <paramref name="minutes"/>.</returns>
    public static int Share(int minutes, int teachers, int position) => (minutes / teachers) + (position <= minutes % teachers ? 1 : 0);

    /// <param name="unit">A unit of the terms.</param>
    /// <returns>Minutes of a line: its own share of what is taught together, where the terms share. 0 where the duration is none by these terms.</returns>
    public static int TaughtBy(Terms terms, decimal quantity, string unit, int teachers, int position)
    {
        TaughtMinutes.Of(quantity, terms.UnitMinutes(unit)!.Value).IsRefused(out _, out var taught);
        return terms.Content.CoTeaching == Shared ? Share(taught.Value, teachers, position) : taught.Value;
    }

    /// <param name="line">Has passed <see cref="LineRules"/>, so its terms and its unit exist.</param>
    public static int TaughtBy(Agreement agreement, LineContent line, int teachers, int position) =>
        TaughtBy(agreement.LastTermsAt(line.Date)!, line.Quantity, line.Unit, teachers, position);

    /// <param name="line">Has passed <see cref="LineRules"/>, so its terms, its nature and its unit exist.</param>
    /// <returns>The fault of a line whose share of what is taught together would credit nothing, or null.</returns>
    public static LineFault? CheckShare(Agreement agreement, LineContent line, int teachers, int position) =>
        agreement.LastTermsAt(line.Date)!.CoefficientOf(line.Nature)!.Value.Credit(TaughtBy(agreement, line, teachers, position)) < 1
            ? new LineFault("coTeachers", "credited-zero", "Shared by so many, nothing would be credited.")
            : null;
}
