namespace HourExchange.Reporting.Reports.Overview.Domain;

/// <summary>A period and those before it that it is compared with: as many whole years earlier as it is long, so that none counts twice. Pure.</summary>
internal static class ComparedPeriods
{
    private const int Shown = 5;

    /// <returns>The period itself first, then up to four before it.</returns>
    public static IReadOnlyList<(DateOnly From, DateOnly To)> Of(DateOnly from, DateOnly to)
    {
        var years = 1;
        while (from.AddYears(years) <= to)
        {
            years++;
        }

        // What ends with February ends with it in leap years too.
        var isWhole = from.AddYears(years).AddDays(-1) == to;
        return [.. Enumerable.Range(0, Shown).Select(index => -index * years)
            .Select(shift => (from.AddYears(shift), isWhole ? from.AddYears(shift + years).AddDays(-1) : to.AddYears(shift)))];
    }
}
