using Dapper;
using HourExchange.Interventions.Lines.Domain;
using Npgsql;

namespace HourExchange.Interventions.Lines.Confirming;

/// <summary>Lines that the ledger refused because no year was open for them. Once one is, they are announced again.</summary>
internal static class LinesWithoutYear
{
    private const string Refused = """
        select id from interventions.intervention
        where agreement = @agreement and posting_refused = 'no-open-year' and state = any(@states) and (@before::timestamptz is null or ledger_answered_at < @before)
        order by id limit @limit for update skip locked
        """;

    private const string Party = "select institution from interventions.agreement_party where agreement = @agreement order by position limit 1";

    private static readonly string[] States = [LineLife.Name(LineState.Confirmed), LineLife.Name(LineState.Cancelled)];

    /// <param name="before">Those alone that were refused before; null for all.</param>
    /// <param name="limit">So many at once; null for all.</param>
    public static async Task AnnounceAgain(NpgsqlTransaction transaction, string agreement, DateTimeOffset now, DateTimeOffset? before = null, int? limit = null)
    {
        var connection = transaction.Connection!;
        if (await connection.ExecuteScalarAsync<string>(Party, new { agreement }, transaction) is { } party)
        {
            var refused = (await connection.QueryAsync<Guid>(Refused, new { agreement, states = States, before, limit }, transaction)).ToArray();
            await ConfirmLines.AnnounceAgain(transaction, refused, party, now);
        }
    }
}
