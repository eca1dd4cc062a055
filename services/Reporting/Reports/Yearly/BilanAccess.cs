using Dapper;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Years;
using HourExchange.Reporting.Agreements.Domain;
using HourExchange.Reporting.Agreements.Keeping;
using Npgsql;

namespace HourExchange.Reporting.Reports.Yearly;

/// <summary>Finds the bilan of an agreement's year for a party, and makes what changes it wait its turn.</summary>
internal static class BilanAccess
{
    // The book's row too: no posting is applied while a content is read to be approved. Its lock is the one that projecting takes.
    private const string Lock = """
        insert into reporting.bilan (agreement, year) values (@Ref, @Label) on conflict do nothing;
        select 1 from reporting.bilan where agreement = @Ref and year = @Label for update;
        select 1 from reporting.book where ref = @Ref order by generation for share
        """;

    public static async Task<Decision<(KnownAgreement Agreement, LabelledYear Year)>> Find(
        NpgsqlConnection connection, string agreement, string year, string institution, NpgsqlTransaction moment) =>
        await AgreementQuery.Find(connection, agreement, institution, moment) is not { } known ? Refusal.NotFound("agreement")
        : known.Year(year) is not { } labelled ? Refusal.NotFound("year")
        : (known, labelled);

    public static Task TakeTurn(NpgsqlTransaction transaction, KnownAgreement agreement, LabelledYear year) =>
        transaction.Connection!.ExecuteAsync(Lock, new { agreement.Ref, year.Label }, transaction);
}
