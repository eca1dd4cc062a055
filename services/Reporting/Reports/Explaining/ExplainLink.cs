namespace HourExchange.Reporting.Reports.Explaining;

/// <summary>Where figures of a report are explained: URI templates (RFC 6570), filled from a row; what a row does not have is left out.</summary>
internal static class ExplainLink
{
    public static string OfBalance(string? year, DateOnly from, DateOnly to) =>
        $"/api/v1/reports/balance/figure?{Period(year, from, to)}{{&agreement,column,institution,counterpart,domain}}";

    public static string OfTariff(string agreement, string? year, DateOnly from, DateOnly to) =>
        $"/api/v1/reports/tariff/figure?agreement={Uri.EscapeDataString(agreement)}&{Period(year, from, to)}{{&column,institution,nature,basis,tariff}}";

    public static string OfYear(string agreement, string year) =>
        $"/api/v1/reports/yearly/{Uri.EscapeDataString(agreement)}/{year}/figure{{?figure,institution,counterpart,nature,domain,day}}";

    public static string OfLines(string agreement, string year) =>
        $"/api/v1/reports/yearly/{Uri.EscapeDataString(agreement)}/{year}/lines{{?figure,institution,counterpart}}";

    public static string OfYears(DateOnly from, DateOnly to) =>
        $"/api/v1/reports/yearly/figure?{Period(null, from, to)}{{&agreement,figure,institution,counterpart,nature,domain}}";

    private static string Period(string? year, DateOnly from, DateOnly to) => year is null ? $"from={from:yyyy-MM-dd}&to={to:yyyy-MM-dd}" : $"year={year}";
}
