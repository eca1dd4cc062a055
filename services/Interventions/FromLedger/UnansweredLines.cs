using Dapper;
using HourExchange.Plumbing.Watching;
using Npgsql;

namespace HourExchange.Interventions.FromLedger;

/// <summary>Lines announced to the ledger that it has neither posted nor refused.</summary>
internal sealed class UnansweredLines : IBacklog
{
    private const string Sql = """
        select 'unposted-lines' as kind, count(*), round(coalesce(extract(epoch from now() - min(confirmation_sent_at)), 0))::float8 as oldest_seconds
        from interventions.intervention where confirmation_message is not null and posting_number is null and posting_refused is null
        """;

    public Task<Backlog> Read(NpgsqlConnection connection) => connection.QuerySingleAsync<Backlog>(Sql);
}
