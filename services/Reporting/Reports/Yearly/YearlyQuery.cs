using System.Data;
using Dapper;
using Npgsql;

namespace HourExchange.Reporting.Reports.Yearly;

/// <summary>Reads a year's figures from the live generation, all as at one moment.</summary>
internal static class YearlyQuery
{
    private const string Read = """
        select coalesce(agreement.parties, book.parties) as parties, coalesce(book.applied_number, 0) as applied_number,
            coalesce(book.applied_hash, repeat('0', 64)) as applied_hash
        from (select @agreement as ref) as asked
        left join reporting.agreement on agreement.ref = asked.ref
        left join reporting.book on book.ref = asked.ref and book.generation = (select number from reporting.generation where live)
        where @institution = any(coalesce(agreement.parties, book.parties));
        select institution, domain, nature, sum(given_minutes)::bigint as given, sum(received_minutes)::bigint as received, sum(given_lines)::bigint as lines
        from reporting.hours
        where generation = (select number from reporting.generation where live) and book = @agreement and year = @year
        group by institution, domain, nature
        """;

    /// <returns>Null when the institution is no party.</returns>
    public static async Task<YearlyFigures?> Find(NpgsqlConnection connection, string agreement, string year, string institution)
    {
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead);
        await using var results = await connection.QueryMultipleAsync(Read, new { agreement, year, institution }, moment);
        if (await results.ReadSingleOrDefaultAsync<BookRow>() is not { } book)
        {
            return null;
        }

        var rows = (await results.ReadAsync<HoursRow>()).AsList();
        return new YearlyFigures(
            agreement, year, new CompleteTo(book.AppliedNumber, book.AppliedHash),
            [.. book.Parties.Select(party => Sum(party, rows.Where(row => row.Institution == party).ToList())).Where(row => row is not { Given: 0, Received: 0, Lines: 0 })],
            [.. rows.Where(row => row.Lines != 0 || row.Given != 0).GroupBy(row => (row.Nature, row.Institution))
                .OrderBy(group => group.Key.Nature, StringComparer.Ordinal).ThenBy(group => Array.IndexOf(book.Parties, group.Key.Institution))
                .Select(group => new NatureFigures(group.Key.Nature, group.Key.Institution, group.Sum(row => row.Given), group.Sum(row => row.Lines)))],
            [.. rows.Where(row => row.Lines != 0 || row.Given != 0).GroupBy(row => (row.Domain, row.Institution))
                .OrderBy(group => group.Key.Domain, StringComparer.Ordinal).ThenBy(group => Array.IndexOf(book.Parties, group.Key.Institution))
                .Select(group => new DomainFigures(group.Key.Domain, group.Key.Institution, group.Sum(row => row.Given), group.Sum(row => row.Lines)))]);
    }

    private static InstitutionFigures Sum(string institution, List<HoursRow> rows)
    {
        var given = rows.Sum(row => row.Given);
        var received = rows.Sum(row => row.Received);
        return new InstitutionFigures(institution, given, received, given - received, rows.Sum(row => row.Lines));
    }

    // Dapper fills arrays by property, not by constructor.
    private sealed record BookRow
    {
        public string[] Parties { get; init; } = [];

        public long AppliedNumber { get; init; }

        public string AppliedHash { get; init; } = "";
    }

    private sealed record HoursRow(string Institution, string Domain, string Nature, long Given, long Received, long Lines);
}
