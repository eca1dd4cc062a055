namespace HourExchange.Reporting.Reports.Periodic.Domain;

/// <summary>For how long a periodic report stands. Whole months, so that halves and years are made of them.</summary>
/// <param name="Code">month, half-year or year.</param>
/// <param name="Months">1, 6 or 12.</param>
internal sealed record ReportSpan(string Code, int Months)
{
    public static readonly ReportSpan Year = new("year", 12);

    /// <summary>The shortest first: in this order they are numbered when several end on one day.</summary>
    public static readonly IReadOnlyList<ReportSpan> All = [new("month", 1), new("half-year", 6), Year];
}
