using HourExchange.Contracts.Ledger.V1;
using HourExchange.Plumbing.Database;
using HourExchange.Plumbing.Receiving;
using HourExchange.Reporting.Projecting;
using Npgsql;

namespace HourExchange.Reporting.ClosingGaps;

/// <summary>Learns where books stand; a book that stands further than its projection is behind.</summary>
internal sealed partial class NoteHeads(NpgsqlDataSource database, TimeProvider clock, ILogger<NoteHeads> log) : IBatchHandler<BookHead>
{
    private const string Note = """
        update reporting.book set head_number = greatest(head_number, @Number),
            behind_since = case when greatest(head_number, @Number) > applied_number then coalesce(behind_since, @now) else behind_since end
        where ref = @Book
        """;

    // What the ledger says of a book holds whatever generations there are.
    private const string Told = """
        insert into reporting.told_head (book, number, told_at) values (@Book, @Number, @AsOf)
        on conflict (book) do update set number = greatest(told_head.number, excluded.number), told_at = greatest(told_head.told_at, excluded.told_at)
        """;

    public async Task Handle(IReadOnlyList<Received<BookHead>> batch, CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        await using var transaction = await connection.BeginTransactionAsync(stopping);
        var books = await ProjectionStore.LockBooks(transaction, batch.Select(message => message.Content.Book));
        foreach (var head in batch.Select(message => message.Content).OrderBy(head => head.Book, StringComparer.Ordinal))
        {
            if (head.AsOf is not null)
            {
                await HotStatement.Execute(transaction, Told, new { head.Book, head.Number, AsOf = head.AsOf.Value });
            }

            await HotStatement.Execute(transaction, Note, new { head.Book, head.Number, now = clock.GetUtcNow() });
            foreach (var book in books.Where(book => book.Ref == head.Book && book.AppliedNumber == head.Number && book.AppliedHash != head.Hash))
            {
                LogDifferent(book.Ref, head.Number);
            }
        }

        await transaction.CommitAsync(stopping);
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "Book {Book}: the ledger's hash at {Number} is not the one that was projected")]
    private partial void LogDifferent(string book, long number);
}
