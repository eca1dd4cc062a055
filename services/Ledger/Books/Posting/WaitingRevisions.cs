using System.Data.Common;
using System.Text.Json;
using Dapper;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Database;
using HourExchange.Plumbing.Receiving;
using Npgsql;

namespace HourExchange.Ledger.Books.Posting;

/// <summary>Revisions that came before their predecessor: they wait in a table and are worked when it has been posted.</summary>
internal static class WaitingRevisions
{
    private const string Insert = """
        insert into plumbing.waiting_event (consumer, message_id, subject, ordinal, body)
        select @consumer, id, subject, ordinal, body from unnest(@ids, @subjects, @ordinals, @bodies) as event (id, subject, ordinal, body)
        on conflict do nothing
        """;

    /// <summary>Takes out what waits for the lines <c>@lines</c> in <c>@books</c>; what still has to wait is put back by <see cref="Add"/>.</summary>
    public const string Take = """
        delete from plumbing.waiting_event
        using unnest(@books, @lines) as given (book, line)
        where consumer = @consumer and subject = given.book || '/' || given.line returning message_id, body
        """;

    private const string Lines = """
        select distinct split_part(subject, '/', 2)::uuid from plumbing.waiting_event
        where consumer = @consumer and starts_with(subject, @book || '/') and (body::json ->> 'date')::date between @FirstDay and @LastDay limit @limit
        """;

    /// <summary>Lines of a year, by the date of what waits.</summary>
    public static Task<IEnumerable<Guid>> LinesOf(NpgsqlTransaction transaction, string consumer, string book, YearSpan year, int limit) =>
        transaction.Connection!.QueryAsync<Guid>(Lines, new { consumer, book, year.FirstDay, year.LastDay, limit }, transaction);

    public static async Task<IEnumerable<Received<InterventionConfirmed>>> ReadTaken(DbDataReader found) =>
        from row in await found.ReadResult<Row>()
        select new Received<InterventionConfirmed>(row.MessageId, JsonSerializer.Deserialize<InterventionConfirmed>(row.Body, Wire.Json)!);

    public static Task Add(NpgsqlTransaction transaction, string consumer, IReadOnlyList<Received<InterventionConfirmed>> early) =>
        transaction.Connection!.ExecuteAsync(Insert, new
        {
            consumer,
            ids = early.Select(message => message.MessageId).ToArray(),
            subjects = early.Select(message => Subject(message.Content)).ToArray(),
            ordinals = early.Select(message => (long)message.Content.PostingRevision).ToArray(),
            bodies = early.Select(message => JsonSerializer.Serialize(message.Content, Wire.Json)).ToArray(),
        }, transaction);

    private static string Subject(InterventionConfirmed line) => $"{line.Book}/{line.Line}";

    private sealed record Row(Guid MessageId, string Body);
}
