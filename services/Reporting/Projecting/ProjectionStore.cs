using System.Text.Json;
using Dapper;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Plumbing.Broker;
using HourExchange.Reporting.Projecting.Domain;
using Npgsql;

namespace HourExchange.Reporting.Projecting;

/// <summary>Reads and writes the projection, under the lock of the books concerned.</summary>
internal static class ProjectionStore
{
    private const string Open = """
        insert into reporting.book (generation, ref)
        select generation.number, given.ref from reporting.generation cross join unnest(@refs) as given (ref) order by 1, 2
        on conflict do nothing
        """;

    private const string Lock = "select 1 from reporting.book where ref = any(@refs) order by generation, ref for no key update";

    private const string Read = """
        select generation, ref, applied_number, applied_hash, head_number from reporting.book where ref = any(@refs) order by generation, ref
        """;

    private const string TakeHeld = """
        delete from reporting.held_postings where generation = @Generation and book = @Ref returning body
        """;

    private const string Hold = """
        insert into reporting.held_postings (generation, book, from_number, to_number, body) values (@Generation, @Ref, @from, @to, @body)
        on conflict do nothing
        """;

    // Behind since it last moved: while postings come in nothing is asked for. asked_at is forgotten as soon as it moves on.
    private const string Advance = """
        update reporting.book set
            parties = case when cardinality(@parties) > 0 then @parties else parties end,
            asked_at = case when applied_number < @number then null else asked_at end,
            applied_number = @number, applied_hash = @hash,
            behind_since = case when @behind then (case when applied_number < @number then @now else coalesce(behind_since, @now) end) end
        where generation = @Generation and ref = @Ref
        """;

    private const string Add = """
        insert into reporting.hours (generation, book, year, month, institution, counterpart, domain, nature, given_minutes, received_minutes,
            given_lines, received_lines)
        select @generation, * from unnest(@books, @years, @months, @institutions, @counterparts, @domains, @natures, @given, @received, @givenLines, @receivedLines)
        on conflict (generation, book, year, month, institution, counterpart, domain, nature) do update set
            given_minutes = hours.given_minutes + excluded.given_minutes, received_minutes = hours.received_minutes + excluded.received_minutes,
            given_lines = hours.given_lines + excluded.given_lines, received_lines = hours.received_lines + excluded.received_lines
        """;

    public static async Task<IReadOnlyList<BookRow>> LockBooks(NpgsqlTransaction transaction, IEnumerable<string> books)
    {
        var refs = books.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        await transaction.Connection!.ExecuteAsync(Open + ";" + Lock, new { refs }, transaction);
        return (await transaction.Connection!.QueryAsync<BookRow>(Read, new { refs }, transaction)).AsList();
    }

    public static async Task<IReadOnlyList<HoursPosted>> TakeHeldOf(NpgsqlTransaction transaction, BookRow book) =>
        [.. (await transaction.Connection!.QueryAsync<string>(TakeHeld, book, transaction))
            .Select(body => JsonSerializer.Deserialize<HoursPosted>(body, Wire.Json)!)];

    public static async Task Save(NpgsqlTransaction transaction, BookRow book, BookProgress progress, IReadOnlyList<string> parties, DateTimeOffset now)
    {
        foreach (var held in progress.Held)
        {
            await transaction.Connection!.ExecuteAsync(
                Hold, new { book.Generation, book.Ref, from = held.From, to = held.To, body = JsonSerializer.Serialize(held, Wire.Json) }, transaction);
        }

        await transaction.Connection!.ExecuteAsync(Advance, new
        {
            book.Generation,
            book.Ref,
            parties = parties.ToArray(),
            number = progress.AppliedNumber,
            hash = progress.AppliedHash,
            behind = progress.Held.Count > 0 || book.HeadNumber > progress.AppliedNumber,
            now,
        }, transaction);
    }

    public static Task AddHours(NpgsqlTransaction transaction, int generation, IReadOnlyList<(HoursKey Key, Hours Hours)> sums) =>
        transaction.Connection!.ExecuteAsync(Add, new
        {
            generation,
            books = sums.Select(sum => sum.Key.Book).ToArray(),
            years = sums.Select(sum => sum.Key.Year).ToArray(),
            months = sums.Select(sum => sum.Key.Month).ToArray(),
            institutions = sums.Select(sum => sum.Key.Institution).ToArray(),
            counterparts = sums.Select(sum => sum.Key.Counterpart).ToArray(),
            domains = sums.Select(sum => sum.Key.Domain).ToArray(),
            natures = sums.Select(sum => sum.Key.Nature).ToArray(),
            given = sums.Select(sum => sum.Hours.Given).ToArray(),
            received = sums.Select(sum => sum.Hours.Received).ToArray(),
            givenLines = sums.Select(sum => sum.Hours.GivenLines).ToArray(),
            receivedLines = sums.Select(sum => sum.Hours.ReceivedLines).ToArray(),
        }, transaction);
}

/// <summary>How far a book is projected in one generation.</summary>
internal sealed record BookRow(int Generation, string Ref, long AppliedNumber, string AppliedHash, long HeadNumber);
