using Dapper;
using HourExchange.Plumbing.Watching;
using Npgsql;

namespace HourExchange.Reporting.Reports.Periodic.Building;

/// <summary>Agreements whose periodic reports wait for postings, for the ledger or for us.</summary>
internal sealed class ReportsWaiting : IBacklog
{
    private const string Sql = """
        select 'reports-waiting' as kind, count(*), round(coalesce(extract(epoch from now() - min(waiting_since)), 0))::float8 as oldest_seconds
        from reporting.schedule where waiting_because is not null
        """;

    public Task<Backlog> Read(NpgsqlConnection connection) => connection.QuerySingleAsync<Backlog>(Sql);
}
