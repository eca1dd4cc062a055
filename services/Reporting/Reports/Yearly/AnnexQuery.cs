using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;
using HourExchange.Reporting.Reports.Yearly.Printing;
using Npgsql;

namespace HourExchange.Reporting.Reports.Yearly;

/// <summary>Reads the year's interventions and their reversals one by one, in the order of their days: no year is in memory whole.</summary>
internal static class AnnexQuery
{
    // A reversal stands the other way round: who is debited had given.
    private const string Sql = """
        select number, kind, reverses, line_date, value_date, case when kind = 'reversal' then debit else credit end as lender, domain, minutes,
            lending_reference, receiving_reference, contributor, nature, quantity, unit, taught_minutes, coefficient
        from reporting.posting
        where generation = (select number from reporting.generation where live) and book = @agreement and year = @year and nature is not null
        order by value_date, number
        """;

    public static async IAsyncEnumerable<AnnexLine> Read(
        NpgsqlConnection connection, string agreement, string year, NpgsqlTransaction moment, [EnumeratorCancellation] CancellationToken stopping = default)
    {
        await using DbDataReader reader = await connection.ExecuteReaderAsync(new CommandDefinition(Sql, new { agreement, year }, moment, cancellationToken: stopping));
        var line = reader.GetRowParser<AnnexLine>();
        while (await reader.ReadAsync(stopping))
        {
            yield return line(reader);
        }
    }
}
