using HourExchange.Contracts.Interventions.V1;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Receiving;
using HourExchange.Plumbing.Sending;
using HourExchange.Plumbing.Telemetry;
using Npgsql;

namespace HourExchange.Ledger.Books.Posting;

/// <summary>
/// Posts confirmed lines: a batch in one transaction. Locks are taken in the order books, accounts, days, each sorted, so
/// that two batches over the same books wait for each other and never deadlock. There is no inbox row: what a message
/// says is posted once for ever, by its line and revision.
/// </summary>
internal sealed partial class PostHours(
    NpgsqlDataSource database, QueueOf<InterventionConfirmed> queue, PostEntries entries, AccountNumbers accounts, Progress progress,
    ILogger<PostHours> log) : IBatchHandler<InterventionConfirmed>
{
    public async Task Handle(IReadOnlyList<Received<InterventionConfirmed>> batch, CancellationToken stopping)
    {
        var consumer = queue.Queue.Name;
        // All that needs no lock is done before one is taken: meanwhile the other batch is in the database.
        var prepared = batch.DistinctBy(message => message.MessageId).Select(PreparedLine.Of).ToList();
        await using var connection = await database.OpenConnectionAsync(stopping);
        await using var transaction = await connection.BeginTransactionAsync(stopping);
        var found = await Findings.Read(transaction, prepared, consumer);
        var plan = new BatchPlan([.. prepared, .. found.Waiting], found.Known, found.Books.Heads, found.Books.Routing);
        var numbers = await entries.Post(transaction, found.Books, plan.Entries);
        await OutboxWriter.AddBodies<HoursPosted>(transaction, await AnswerAgain.For(transaction, plan.Repeated, found));
        await Refuse(transaction, consumer, plan);
        if (plan.Early.Count > 0)
        {
            await WaitingRevisions.Add(transaction, consumer, plan.Early);
        }

        await transaction.CommitAsync(stopping);
        accounts.Remember(numbers);
    }

    private async Task Refuse(NpgsqlTransaction transaction, string consumer, BatchPlan plan)
    {
        foreach (var (message, refusal, alarm) in plan.Refused)
        {
            await RejectedMessages.Store(transaction, consumer, message, refusal.Code, refusal.Message, alarm);
            progress.Rejected(consumer, refusal.Code);
            var line = message.Content;
            if (alarm)
            {
                // The line is posted and stays so: there is no answer to give but the alarm.
                LogAlarm(message.MessageId, line.Book, line.Line, line.PostingRevision);
            }
            else
            {
                LogRefused(message.MessageId, line.Book, line.Line, refusal.Code);
                await OutboxWriter.Add(transaction, new PostingRefused(line.Book, line.Line, line.PostingRevision, refusal.Code, refusal.Message));
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {MessageId} of book {Book}, line {Line}, is not posted: {Code}")]
    private partial void LogRefused(Guid messageId, string book, Guid line, string code);

    [LoggerMessage(Level = LogLevel.Critical, Message = "Message {MessageId} has other content than the posting of book {Book}, line {Line}, revision {Revision}")]
    private partial void LogAlarm(Guid messageId, string book, Guid line, int revision);
}
