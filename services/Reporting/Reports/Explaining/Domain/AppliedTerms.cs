using System.Globalization;
using HourExchange.Reporting.Agreements.Domain;
using HourExchange.Reporting.Reports.Tariff;

namespace HourExchange.Reporting.Reports.Explaining.Domain;

/// <summary>By which terms a figure was computed, and since when they hold. Pure.</summary>
internal static class AppliedTerms
{
    /// <param name="credited">By which coefficients the lines behind it were credited.</param>
    /// <param name="lastDay">Of the period: what a year's end does goes by the terms of its last day.</param>
    /// <param name="tariff">Of the row, where the figure is of the tariff report.</param>
    public static IReadOnlyList<AppliedTerm> Of(
        KnownAgreement agreement, AskedCell cell, AskedFigure figure, IReadOnlyList<CreditedAt> credited, DateOnly lastDay, decimal? tariff) =>
    [
        .. credited.Select(one => new AppliedTerm("coefficient", one.Nature, Short(one.Coefficient), CreditedSince(agreement, one))),
        .. tariff is { } rate && cell.Nature is { } nature && credited is [var any, ..]
            ? [new AppliedTerm("tariff", nature, Money(rate), agreement.Since(any.First, terms => TariffReport.TariffOf(terms, nature)))]
            : Array.Empty<AppliedTerm>(),
        .. figure.Rule is "carried" or "closing-year" or "settled" or "settlement" ? YearEnd(agreement, cell.Domain, lastDay) : [],
    ];

    private static IEnumerable<AppliedTerm> YearEnd(KnownAgreement agreement, string? domain, DateOnly lastDay)
    {
        var terms = agreement.TermsOn(lastDay);
        if (terms.CarryCapMinutes is { } cap)
        {
            yield return new AppliedTerm("carry-cap", null, cap.ToString(CultureInfo.InvariantCulture), agreement.Since(lastDay, of => of.CarryCapMinutes));
        }

        if (terms.SettlementTariff is { } all)
        {
            yield return new AppliedTerm("settlement-tariff", null, all, agreement.Since(lastDay, of => of.SettlementTariff));
        }

        foreach (var own in (terms.SettlementTariffs ?? new Dictionary<string, string>()).Where(own => domain is null || own.Key == domain).OrderBy(own => own.Key, StringComparer.Ordinal))
        {
            yield return new AppliedTerm("settlement-tariff", own.Key, own.Value, agreement.Since(lastDay, of => of.SettlementTariffs?.GetValueOrDefault(own.Key)));
        }
    }

    /// <summary>Null where the terms of the lines' days say otherwise by now.</summary>
    private static DateOnly? CreditedSince(KnownAgreement agreement, CreditedAt one)
    {
        string? At(AgreementTerms terms) => terms.Natures.TryGetValue(one.Nature, out var nature) ? Short(nature.Coefficient) : null;
        return At(agreement.TermsOn(one.First)) == Short(one.Coefficient) ? agreement.Since(one.First, At) : null;
    }

    /// <summary>1 in place of 1/1: postings keep both parts.</summary>
    private static string Short(string coefficient) => coefficient.EndsWith("/1", StringComparison.Ordinal) ? coefficient[..^2] : coefficient;

    private static string Money(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);
}
