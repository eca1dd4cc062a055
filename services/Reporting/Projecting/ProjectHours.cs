using HourExchange.Contracts.Ledger.V1;
using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Receiving;
using HourExchange.Reporting.Projecting.Domain;
using Npgsql;

namespace HourExchange.Reporting.Projecting;

/// <summary>
/// Projects postings into figures. No inbox: the number of a posting in its book and generation says whether it has been
/// counted, whichever message brings it.
/// </summary>
internal sealed partial class ProjectHours(
    NpgsqlDataSource database, QueueOf<HoursPosted> queue, TimeProvider clock, ILogger<ProjectHours> log) : IBatchHandler<HoursPosted>
{
    public async Task Handle(IReadOnlyList<Received<HoursPosted>> batch, CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        await using var transaction = await connection.BeginTransactionAsync(stopping);
        var sums = new List<(int Generation, HoursKey Key, Hours Hours)>();
        foreach (var book in await ProjectionStore.LockBooks(transaction, batch.Select(message => message.Content.Book)))
        {
            var messages = batch.Where(message => message.Content.Book == book.Ref).ToList();
            var progress = new BookProgress(book.AppliedNumber, book.AppliedHash);
            progress.Take([.. messages.Select(message => message.Content), .. await ProjectionStore.TakeHeldOf(transaction, book)]);
            var reversed = await ProjectionStore.KindsReversed(transaction, book, progress.Applied);
            if (progress.Applied.Any(posting => posting.Reverses is { } number && !reversed.ContainsKey(number)))
            {
                // Somebody has damaged this generation. It stays behind; the one that a rebuild fills goes on.
                await Refuse(transaction, messages);
                continue;
            }

            sums.AddRange(progress.Applied
                .SelectMany(posting => PostingFigures.Of(book.Ref, posting, posting.Reverses is { } number ? reversed[number] : null))
                .Select(sum => (book.Generation, sum.Key, sum.Hours)));
            await ProjectionStore.KeepPostings(transaction, book, progress.Applied, reversed);
            await ProjectionStore.Save(transaction, book, progress, messages[^1].Content.Parties, clock.GetUtcNow());
            // A held one has lost its message id: what is wrong is its content.
            await Refuse(transaction, progress.Broken.Select(broken =>
                messages.FirstOrDefault(message => ReferenceEquals(message.Content, broken)) ?? new Received<HoursPosted>(Guid.CreateVersion7(), broken)));
        }

        foreach (var generation in sums.GroupBy(sum => sum.Generation))
        {
            await ProjectionStore.AddHours(transaction, generation.Key,
            [
                .. generation.GroupBy(sum => sum.Key).Select(same => (same.Key, same.Aggregate(default(Hours), (total, sum) => total + sum.Hours))),
            ]);
        }

        await transaction.CommitAsync(stopping);
    }

    private async Task Refuse(NpgsqlTransaction transaction, IEnumerable<Received<HoursPosted>> broken)
    {
        foreach (var message in broken)
        {
            LogBroken(message.Content.Book, message.Content.From);
            await RejectedMessages.Store(
                transaction, queue.Queue.Name, message, "chain-broken", "The postings do not continue the chain that has been applied.", alarm: true);
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "Book {Book}: the postings from {From} on do not continue the chain")]
    private partial void LogBroken(string book, long from);
}
