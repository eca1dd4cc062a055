using HourExchange.Reporting.Agreements.Domain;
using HourExchange.Reporting.Projecting.Domain;
using HourExchange.Reporting.Reports.Tariff;

namespace HourExchange.Reporting.Reports.Explaining.Domain;

/// <summary>What each figure of a row of the tariff report counts: what was given on the days on which that tariff holds on that basis. Pure.</summary>
internal static class TariffColumns
{
    /// <returns>Null where there is no such figure.</returns>
    public static AskedFigure? Of(
        string column, KnownAgreement agreement, string nature, string basis, decimal tariff, string? year, DateOnly from, DateOnly to)
    {
        var unit = column switch { "minutes" => AskedFigure.Minutes, "lines" => AskedFigure.Lines, "amount" => AskedFigure.Money, _ => null };
        CountedKind Within(string kind) => year is null ? new CountedKind(kind, 1, from, to) : new CountedKind(kind, 1, DateOnly.MinValue, DateOnly.MaxValue);
        return unit is null ? null : new AskedFigure(
            column == "amount" ? "amount" : $"tariff-{column}", unit, [Within(HoursKind.Given), Within(HoursKind.LateGiven)], year, basis == "taught",
            [.. DaysOf(agreement, terms => terms.TariffBasis == basis && TariffReport.TariffOf(terms, nature) == tariff)]);
    }

    /// <summary>Of each layer of terms its days; before the first day its terms hold too.</summary>
    private static IEnumerable<(DateOnly From, DateOnly To)> DaysOf(KnownAgreement agreement, Func<AgreementTerms, bool> holds) =>
        from layer in agreement.Timeline.Index()
        where holds(layer.Item.Terms)
        select (layer.Index == 0 ? DateOnly.MinValue : layer.Item.From,
            layer.Index + 1 < agreement.Timeline.Count ? agreement.Timeline[layer.Index + 1].From.AddDays(-1) : DateOnly.MaxValue);
}
