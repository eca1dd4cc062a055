using Dapper;
using HourExchange.Plumbing.Watching;
using HourExchange.Reporting.Projecting;
using Npgsql;

namespace HourExchange.Reporting.ClosingGaps;

/// <summary>Stretches of postings that came before those in front of them; they wait for as long as their book is behind.</summary>
internal sealed class HeldPostings : IBacklog
{
    private const string Sql = $"""
        select 'held-postings' as kind, count(*), round(coalesce(extract(epoch from now() - min(book.behind_since)), 0))::float8 as oldest_seconds
        from reporting.held_postings as held join reporting.book on book.generation = held.generation and book.ref = held.book
        where held.generation = {Generations.Live}
        """;

    public Task<Backlog> Read(NpgsqlConnection connection) => connection.QuerySingleAsync<Backlog>(Sql);
}
