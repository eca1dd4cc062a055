namespace HourExchange.Interventions.Agreements.Domain;

/// <summary>The year in which a line stands: the year of its date, as the agreement begins its years (1 September, 1 August, …).</summary>
/// <param name="Label">2014-2015; just 2014 where the year begins on 1 January.</param>
/// <param name="FirstDay">First day of the year.</param>
public readonly record struct AcademicYear(string Label, DateOnly FirstDay)
{
    public static AcademicYear Of(DateOnly date, YearStart start)
    {
        var first = new DateOnly(date.Year, start.Month, start.Day);
        if (date < first)
        {
            first = first.AddYears(-1);
        }

        var last = first.AddYears(1).AddDays(-1);
        return new AcademicYear(first.Year == last.Year ? $"{first.Year:0000}" : $"{first.Year:0000}-{last.Year:0000}", first);
    }
}
