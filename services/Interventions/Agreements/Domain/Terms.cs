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
}
