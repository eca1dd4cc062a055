using Dapper;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Contracts.Reporting.V1;
using HourExchange.Plumbing.Sending;
using HourExchange.Reporting.Rebuilding.Domain;
using Npgsql;

namespace HourExchange.Reporting.Rebuilding;

/// <summary>Reads and writes how far a rebuild is. Whoever does so locks the rebuild first, and books after it.</summary>
internal static class RebuildStore
{
    // Never a number again that was given up or left: whatever comes late for it must not fall into another generation.
    private const string Begin = $"""
        insert into reporting.rebuild (id, generation, state, started_at, moved_at)
        select @id, 1 + greatest((select max(number) from reporting.generation), (select max(generation) from reporting.rebuild)), '{RebuildState.Running}', @now, @now
        on conflict do nothing returning generation
        """;

    private const string BeginGeneration = """
        insert into reporting.generation (number, live) values (@generation, false);
        insert into reporting.rebuild_source (rebuild, source) select @id, source from unnest(@sources) as asked (source)
        """;

    private const string LockIt = $"select id, generation from reporting.rebuild where state = '{RebuildState.Running}'";

    private const string Turn = """
        update reporting.rebuild_source set after = coalesce(@next, after), is_complete = @next::text is null, told = told + @count,
            known = coalesce(@known, known), asked_at = @now
        where rebuild = @Id and source = @source and after = @after and not is_complete
        """;

    private const string Moved = "update reporting.rebuild set moved_at = @now where id = @Id";

    private const string Unanswered = """
        update reporting.rebuild_source set asked_at = @now
        where rebuild = @Id and not is_complete and (asked_at is null or asked_at < @now - @again) returning source, after
        """;

    private const string Targets = """
        insert into reporting.rebuild_book (generation, ref, target_number, seen_at)
        select @Generation, * , @now from unnest(@books, @numbers)
        on conflict (generation, ref) do update set target_number = greatest(rebuild_book.target_number, excluded.target_number)
        """;

    // In their order: the same few stay at work until they are full.
    private const string Books = """
        select asked.ref, asked.target_number as target, coalesce(book.applied_number, 0) as applied, asked.asked_to, asked.seen_number as seen, asked.seen_at
        from reporting.rebuild_book as asked left join reporting.book on book.generation = asked.generation and book.ref = asked.ref
        where asked.generation = @Generation and coalesce(book.applied_number, 0) < asked.target_number order by asked.ref limit @limit
        """;

    private const string KeepBook = """
        update reporting.rebuild_book set asked_to = @AskedTo, seen_number = @Seen, seen_at = @SeenAt where generation = @Generation and ref = @Ref
        """;

    private const string CountPostings = """
        update reporting.rebuild set postings = counted.postings, moved_at = @now
        from (select coalesce(sum(applied_number), 0)::bigint as postings from reporting.book where generation = @Generation) as counted
        where id = @Id and rebuild.postings <> counted.postings
        """;

    private const string Full = """
        select not exists (select from reporting.rebuild_source where rebuild = @Id and not is_complete)
            and not exists (
                select from reporting.rebuild_book as asked left join reporting.book on book.generation = asked.generation and book.ref = asked.ref
                where asked.generation = @Generation and coalesce(book.applied_number, 0) < asked.target_number)
        """;

    private const string SwitchTo = $"""
        update reporting.generation set live = false, left_at = @now where live;
        update reporting.generation set live = true where number = @Generation;
        update reporting.rebuild set state = '{RebuildState.Switched}', ended_at = @now where id = @Id
        """;

    private const string GiveUpIt = $"""
        update reporting.generation set left_at = @now where number = @Generation;
        update reporting.rebuild set state = '{RebuildState.GivenUp}', ended_at = @now where id = @Id
        """;

    /// <returns>Null when another one runs.</returns>
    public static async Task<Guid?> Start(NpgsqlTransaction transaction, DateTimeOffset now)
    {
        var connection = transaction.Connection!;
        var id = Guid.CreateVersion7();
        if (await connection.QuerySingleOrDefaultAsync<int?>(Begin, new { id, now }, transaction) is not { } generation)
        {
            return null;
        }

        await connection.ExecuteAsync(BeginGeneration, new { id, generation, sources = RebuildSource.All.ToArray() }, transaction);
        return id;
    }

    public static Task<RunningRebuild?> Lock(NpgsqlTransaction transaction) =>
        transaction.Connection!.QuerySingleOrDefaultAsync<RunningRebuild?>($"{LockIt} for update", transaction: transaction);

    /// <returns>Null also while somebody else has it.</returns>
    public static Task<RunningRebuild?> TryLock(NpgsqlTransaction transaction) =>
        transaction.Connection!.QuerySingleOrDefaultAsync<RunningRebuild?>($"{LockIt} for update skip locked", transaction: transaction);

    /// <summary>Turns to the next page of a source and asks for it.</summary>
    /// <param name="count">Records on the page that has come.</param>
    /// <returns>False when this page was not waited for: it has come before.</returns>
    public static async Task<bool> TurnPage(
        NpgsqlTransaction transaction, RunningRebuild rebuild, string source, string after, string? next, long? known, int count, RebuildSettings settings, DateTimeOffset now)
    {
        var connection = transaction.Connection!;
        if (await connection.ExecuteAsync(Turn, new { rebuild.Id, source, after, next, known, count, now }, transaction) == 0)
        {
            return false;
        }

        await connection.ExecuteAsync(Moved, new { rebuild.Id, now }, transaction);
        if (next is not null)
        {
            await OutboxWriter.Add(transaction, new RecordsAsked(rebuild.Id, source, next, settings.RecordsAtOnce));
        }

        return true;
    }

    /// <summary>The first pages, and those whose answer was lost.</summary>
    public static async Task AskForPages(NpgsqlTransaction transaction, RunningRebuild rebuild, RebuildSettings settings, DateTimeOffset now)
    {
        var asked = await transaction.Connection!.QueryAsync<(string Source, string After)>(
            Unanswered, new { rebuild.Id, now, again = settings.AskAgainAfter }, transaction);
        await OutboxWriter.AddAll(transaction, [.. asked.Select(page => new RecordsAsked(rebuild.Id, page.Source, page.After, settings.RecordsAtOnce))]);
    }

    public static Task NoteHeads(NpgsqlTransaction transaction, RunningRebuild rebuild, IReadOnlyList<BookHead> heads, DateTimeOffset now) =>
        transaction.Connection!.ExecuteAsync(Targets, new
        {
            rebuild.Generation,
            books = heads.Select(head => head.Book).ToArray(),
            numbers = heads.Select(head => head.Number).ToArray(),
            now,
        }, transaction);

    public static async Task AskForPostings(NpgsqlTransaction transaction, RunningRebuild rebuild, RebuildSettings settings, DateTimeOffset now)
    {
        var connection = transaction.Connection!;
        await connection.ExecuteAsync(CountPostings, new { rebuild.Id, rebuild.Generation, now }, transaction);
        foreach (var known in await connection.QueryAsync<FillingBook>(Books, new { rebuild.Generation, limit = settings.BooksAtOnce }, transaction))
        {
            var (book, asked) = known.Ask(now.UtcDateTime, settings.PostingsAtOnce, settings.AskAgainAfter);
            if (book != known)
            {
                await connection.ExecuteAsync(KeepBook, new { book.AskedTo, book.Seen, book.SeenAt, rebuild.Generation, book.Ref }, transaction);
            }

            if (asked is { } stretch)
            {
                await OutboxWriter.Add(transaction, new PostingsAsked(book.Ref, stretch.From, stretch.To));
            }
        }
    }

    /// <summary>
    /// Every page is in, and every book is where it stood when the ledger told of it. What was posted since was told after the generation
    /// began, so it has come into this one wherever it has come into the live one.
    /// </summary>
    public static Task<bool> IsFull(NpgsqlTransaction transaction, RunningRebuild rebuild) =>
        transaction.Connection!.ExecuteScalarAsync<bool>(Full, rebuild, transaction);

    public static Task Switch(NpgsqlTransaction transaction, RunningRebuild rebuild, DateTimeOffset now) =>
        transaction.Connection!.ExecuteAsync(SwitchTo, new { rebuild.Id, rebuild.Generation, now }, transaction);

    public static Task GiveUp(NpgsqlTransaction transaction, RunningRebuild rebuild, DateTimeOffset now) =>
        transaction.Connection!.ExecuteAsync(GiveUpIt, new { rebuild.Id, rebuild.Generation, now }, transaction);
}

/// <summary>A rebuild that is locked until the transaction ends.</summary>
internal sealed record RunningRebuild(Guid Id, int Generation);
