using Dapper;
using HourExchange.Plumbing;
using HourExchange.Reporting.Rebuilding.Domain;
using Npgsql;

namespace HourExchange.Reporting.Rebuilding;

/// <summary>A rebuild of all facts, and how far it is.</summary>
/// <param name="Id">Identifier of the rebuild.</param>
/// <param name="Generation">The generation that it fills.</param>
/// <param name="State">switched once reports read what it has filled.</param>
/// <param name="StartedAt">When it was started.</param>
/// <param name="MovedAt">When something of it last came in.</param>
/// <param name="EndedAt">When it was switched or given up; null while it runs.</param>
/// <param name="EstimatedEnd">When it ends if it goes on as it has; null before anything has come, and when it has ended.</param>
/// <param name="Sources">The services whose records are asked for.</param>
/// <param name="Books">Books that the ledger has told of so far.</param>
/// <param name="BooksComplete">Of these, those that have come as far as they stood then.</param>
/// <param name="PostingsApplied">Postings that the generation has; what is posted meanwhile among them.</param>
/// <param name="PostingsKnown">Postings in the books that the ledger has told of, as they stood then.</param>
public sealed record RebuildView(
    Guid Id, int Generation, [property: KnownValues(typeof(RebuildState), nameof(RebuildState.All))] string State,
    DateTimeOffset StartedAt, DateTimeOffset MovedAt, DateTimeOffset? EndedAt, DateTimeOffset? EstimatedEnd,
    IReadOnlyList<RebuildSourceView> Sources, long Books, long BooksComplete, long PostingsApplied, long PostingsKnown)
{
    private const string Latest = """
        select id, generation, state, started_at, moved_at, ended_at, postings from reporting.rebuild order by ended_at is null desc, started_at desc limit 1
        """;

    private const string Told = "select source, told, known, is_complete from reporting.rebuild_source where rebuild = @Id order by source";

    private const string CountedBooks = """
        select count(*) as books, count(*) filter (where coalesce(book.applied_number, 0) >= asked.target_number) as complete,
            coalesce(sum(least(coalesce(book.applied_number, 0), asked.target_number)), 0)::bigint as applied, coalesce(sum(asked.target_number), 0)::bigint as known
        from reporting.rebuild_book as asked left join reporting.book on book.generation = asked.generation and book.ref = asked.ref
        where asked.generation = @Generation
        """;

    /// <summary>The one that runs, or else the last one; null before the first.</summary>
    internal static async Task<RebuildView?> Read(NpgsqlConnection connection, DateTimeOffset now, NpgsqlTransaction? transaction = null)
    {
        if (await connection.QuerySingleOrDefaultAsync<Row>(Latest, transaction: transaction) is not { } row)
        {
            return null;
        }

        var sources = (await connection.QueryAsync<RebuildSourceView>(Told, row, transaction)).AsList();
        var books = await connection.QuerySingleAsync<Counted>(CountedBooks, row, transaction);
        var end = row.EndedAt is not null ? null : RebuildEstimate.End(
            row.StartedAt, now, books.Applied + sources.Sum(source => source.Told), books.Known + sources.Sum(source => Math.Max(source.Known ?? 0, source.Told)));
        return new RebuildView(
            row.Id, row.Generation, row.State, row.StartedAt, row.MovedAt, row.EndedAt, end, sources, books.Books, books.Complete, row.Postings, books.Known);
    }

    private sealed record Row(Guid Id, int Generation, string State, DateTime StartedAt, DateTime MovedAt, DateTime? EndedAt, long Postings);

    private sealed record Counted(long Books, long Complete, long Applied, long Known);
}

/// <summary>A service whose records are asked for, page by page.</summary>
/// <param name="Source">The service.</param>
/// <param name="Told">Agreements, lines and other records that have come; of the ledger books, statements and settlements.</param>
/// <param name="Known">How many there were when the first page was told; null before.</param>
/// <param name="IsComplete">Whether the last page is in.</param>
public sealed record RebuildSourceView(
    [property: KnownValues(typeof(RebuildSource), nameof(RebuildSource.All))] string Source, long Told, long? Known, bool IsComplete);
