using Dapper;
using HourExchange.Reporting.Agreements.Domain;
using HourExchange.Reporting.Reports.Figures;
using Npgsql;

namespace HourExchange.Reporting.Reports.Tariff;

/// <summary>Reads a tariff report: what was given by nature and day.</summary>
internal static class TariffQuery
{
    // A reversal stands the other way round: who is debited had given.
    private const string Sql = """
        select case when kind = 'reversal' then debit else credit end as institution, nature, line_date,
            sum(case when kind = 'reversal' then -taught_minutes else taught_minutes end)::bigint as taught,
            sum(case when kind = 'reversal' then -minutes else minutes end)::bigint as credited,
            sum(case when kind = 'reversal' then -1 else 1 end)::bigint as lines
        from reporting.posting
        where generation = (select number from reporting.generation where live) and book = @book and nature is not null
            and case when @year::text is null then value_date between @from and @to else year = @year end
        group by 1, 2, 3
        """;

    public static async Task<TariffReport> Read(NpgsqlTransaction moment, KnownAgreement agreement, string? year, DateOnly from, DateOnly to)
    {
        var connection = moment.Connection!;
        var complete = (await CompleteQuery.Read(connection, [agreement.Ref], moment))[agreement.Ref];
        var given = await connection.QueryAsync<NatureMinutes>(Sql, new { book = agreement.Ref, year, from, to }, moment);
        return TariffReport.Of(agreement, year, from, to, complete, given.AsList());
    }
}
