using HourExchange.Plumbing.Years;

namespace HourExchange.Interventions.Agreements.Domain;

/// <summary>The terms that hold on one day.</summary>
public sealed class Terms(int version, AgreementContent content)
{
    public int Version => version;

    public AgreementContent Content => content;

    public LabelledYear YearOf(DateOnly date) => LabelledYear.Of(date, YearStart.Parse(content.YearStart));

    public int? UnitMinutes(string unit) => content.Units.TryGetValue(unit, out var minutes) ? minutes : null;

    public Coefficient? CoefficientOf(string nature) =>
        content.Natures.TryGetValue(nature, out var terms) && Coefficient.TryParse(terms.Coefficient, out var coefficient) ? coefficient : null;

    /// <summary>Whether a nature is exchanged, or only counted.</summary>
    public bool IsExchanged(string nature) => content.Natures.TryGetValue(nature, out var terms) && terms.IsExchanged;

    public DateOnly? AdmittedFrom(string domain) => content.Domains.TryGetValue(domain, out var terms) ? terms.AdmittedFrom : null;

    /// <param name="unit">The one to count in where it can be; else the first by name that can.</param>
    /// <returns>The quantity that is exactly so many minutes, and its unit; null where there is none.</returns>
    public (decimal Quantity, string Unit)? InUnits(int minutes, string unit) => content.Units
        .OrderBy(known => known.Key != unit).ThenBy(known => known.Key, StringComparer.Ordinal)
        .Select(known => (Quantity: decimal.Round((decimal)minutes / known.Value, 4), Unit: known.Key, Minutes: known.Value))
        .Where(known => TaughtMinutes.Of(known.Quantity, known.Minutes).Refusal is null && known.Quantity * known.Minutes == minutes)
        .Select(known => ((decimal, string)?)(known.Quantity, known.Unit)).FirstOrDefault();
}
