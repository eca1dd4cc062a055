using HourExchange.Plumbing;
using HourExchange.Reporting.Agreements.Domain;
using HourExchange.Reporting.Reports.Explaining;
using HourExchange.Reporting.Reports.Figures;

namespace HourExchange.Reporting.Reports.Tariff;

/// <summary>
/// Minutes by nature valued at the tariffs of their dates, on the basis agreed: an indication that founds no settlement (DOMAIN.md,
/// Reports). Money is rounded once a row, half away from zero to 0.01; totals sum the rows.
/// </summary>
/// <param name="Agreement">Code of the agreement.</param>
/// <param name="Year">The ledger year that the period is; null where it is any other.</param>
/// <param name="From">First day of the period, by value date.</param>
/// <param name="To">Last day of the period.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Complete">Up to which posting the figures are complete.</param>
/// <param name="Rows">One per institution that gave, nature, basis and tariff.</param>
/// <param name="Totals">One per institution that gave.</param>
/// <param name="Explain">Where each cell of a row is explained: a URI template (RFC 6570), filled from it; <c>column</c> is minutes, lines or amount.</param>
public sealed record TariffReport(
    string Agreement, string? Year, DateOnly From, DateOnly To, [property: Format("iso-4217", "CHF")] string Currency, CompleteTo Complete,
    IReadOnlyList<TariffRow> Rows, IReadOnlyList<TariffTotal> Totals, string Explain)
{
    public static TariffReport Of(
        KnownAgreement agreement, string? year, DateOnly from, DateOnly to, CompleteTo complete, IReadOnlyList<NatureMinutes> given)
    {
        var rows = given
            .Select(minutes => (minutes, Terms: agreement.TermsOn(minutes.LineDate)))
            .Select(dated => (dated.minutes, dated.Terms.TariffBasis, Tariff: TariffOf(dated.Terms, dated.minutes.Nature)))
            .GroupBy(dated => (dated.minutes.Institution, dated.minutes.Nature, dated.TariffBasis, dated.Tariff))
            .Select(same => TariffRow.Of(
                same.Key.Institution, same.Key.Nature, same.Key.TariffBasis, same.Key.Tariff, same.Min(dated => dated.minutes.LineDate),
                same.Sum(dated => same.Key.TariffBasis == "taught" ? dated.minutes.Taught : dated.minutes.Credited), same.Sum(dated => dated.minutes.Lines)))
            .Where(row => row is not { Minutes: 0, Lines: 0 })
            .OrderBy(row => Array.IndexOf([.. agreement.Parties], row.Institution)).ThenBy(row => row.Nature, StringComparer.Ordinal).ThenBy(row => row.Since).ThenBy(row => row.Tariff)
            .ToList();
        return new TariffReport(agreement.Ref, year, from, to, agreement.TermsOn(to).Currency, complete, rows,
            [.. rows.GroupBy(row => row.Institution).Select(own => new TariffTotal(own.Key, own.Sum(row => row.Minutes), own.Sum(row => row.Lines), own.Sum(row => row.Amount)))],
            ExplainLink.OfTariff(agreement.Ref, year, from, to));
    }

    /// <summary>A nature that the terms of the day do not know any more is worth nothing that was agreed.</summary>
    internal static decimal TariffOf(AgreementTerms terms, string nature) =>
        terms.Natures.TryGetValue(nature, out var agreed) ? decimal.Parse(agreed.Tariff, System.Globalization.CultureInfo.InvariantCulture) : 0;
}

/// <summary>What an institution gave of one nature at one tariff.</summary>
/// <param name="Institution">Code of who gave.</param>
/// <param name="Nature">Code of the nature.</param>
/// <param name="Basis">Which minutes are valued.</param>
/// <param name="Tariff">Money per 60 minutes.</param>
/// <param name="Since">Date of the first line at this tariff in the period.</param>
/// <param name="Minutes">Of that basis, net of reversals.</param>
/// <param name="Lines">How many lines.</param>
/// <param name="Amount">minutes × tariff / 60, half away from zero to 0.01.</param>
public sealed record TariffRow(
    string Institution, string Nature, [property: KnownValues("taught", "credited")] string Basis, decimal Tariff, DateOnly Since,
    [property: Minutes] long Minutes, long Lines, decimal Amount)
{
    public static TariffRow Of(string institution, string nature, string basis, decimal tariff, DateOnly since, long minutes, long lines) =>
        new(institution, nature, basis, tariff, since, minutes, lines, Math.Round(minutes * tariff / 60, 2, MidpointRounding.AwayFromZero));
}

/// <summary>The sum of an institution's rows.</summary>
/// <param name="Institution">Code of who gave.</param>
/// <param name="Minutes">Of the rows' bases.</param>
/// <param name="Lines">How many lines.</param>
/// <param name="Amount">The sum of the rows' rounded amounts.</param>
public sealed record TariffTotal(string Institution, [property: Minutes] long Minutes, long Lines, decimal Amount);

/// <summary>What an institution gave of one nature on one day, net of reversals.</summary>
public sealed record NatureMinutes(string Institution, string Nature, DateOnly LineDate, long Taught, long Credited, long Lines);
