using Dapper;
using HourExchange.Plumbing.Watching;
using HourExchange.Reporting.Projecting;
using Npgsql;

namespace HourExchange.Reporting.ClosingGaps;

/// <summary>Books whose projection lacks postings.</summary>
internal sealed class BooksBehind : IBacklog
{
    private const string Sql = $"""
        select 'books-behind' as kind, count(*), round(coalesce(extract(epoch from now() - min(behind_since)), 0))::float8 as oldest_seconds
        from reporting.book where generation = {Generations.Live} and behind_since is not null
        """;

    public Task<Backlog> Read(NpgsqlConnection connection) => connection.QuerySingleAsync<Backlog>(Sql);
}
