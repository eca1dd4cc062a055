using HourExchange.Plumbing.Database;

namespace HourExchange.Reporting.Reports.Yearly.Listing;

/// <summary>Reads which years of agreements have something to report, the latest first.</summary>
internal static class YearsQuery
{
    private const string Sql = """
        select agreement, year from (
            select book as agreement, year from reporting.year_hours where generation = (select number from reporting.generation where live) and book = any(@agreements)
            union
            select agreement, year from reporting.bilan where agreement = any(@agreements)) as known
        where @year::text is null or year < @year or (year = @year and agreement > @agreement)
        order by year desc, agreement limit @limit
        """;

    /// <param name="after">The last one of the page before; null from the beginning.</param>
    public static async Task<IReadOnlyList<(string Agreement, string Year)>> Read(ReportMoment moment, IEnumerable<string> agreements, (string Year, string Agreement)? after, int limit) =>
        await HotStatement.Query<(string, string)>(
            moment.Connection, moment.Transaction, Sql, new("agreements", agreements.ToArray()), HotStatement.Text("year", after?.Year),
            HotStatement.Text("agreement", after?.Agreement), new("limit", limit));
}
