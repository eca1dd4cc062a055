using System.Data;
using Dapper;
using HourExchange.Plumbing;
using HourExchange.Reporting.Agreements.Keeping;
using HourExchange.Reporting.Reports.Figures;
using Npgsql;

namespace HourExchange.Reporting.Reports.Tariff;

/// <summary>Reads a tariff report, all as at one moment.</summary>
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

    public static async Task<Decision<TariffReport>> Read(NpgsqlConnection connection, string institution, string agreement, Period period)
    {
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead);
        if (await AgreementQuery.Find(connection, agreement, institution, moment) is not { } known)
        {
            return Refusal.NotFound("agreement");
        }

        if (period.In([known]).IsRefused(out var refusal, out var days))
        {
            return refusal;
        }

        var (year, from, to) = days;
        var given = (await connection.QueryAsync<NatureMinutes>(Sql, new { book = agreement, year, from, to }, moment)).AsList();
        return TariffReport.Of(known, year, from, to, (await CompleteQuery.Read(connection, [agreement], moment))[agreement], given);
    }
}
