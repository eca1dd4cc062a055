using System.Diagnostics;
using Dapper;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Contracts.Reporting.V1;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Books.Posting;
using HourExchange.Ledger.Books.Reading;
using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Receiving;
using HourExchange.Plumbing.Sending;
using Npgsql;

namespace HourExchange.Ledger.Books.Announcing;

/// <summary>
/// Sends Reporting the postings it lacks, 500 a message, one message at a time. Not through the outbox: nothing is written
/// here, and an answer that is lost is asked for again.
/// </summary>
internal sealed partial class AnswerPostingsAsked(
    NpgsqlDataSource database, BusPublisher publisher, ILogger<AnswerPostingsAsked> log) : IBatchHandler<PostingsAsked>
{
    private const string Parties = "select parties from ledger.book where ref = @Book";

    public async Task Handle(IReadOnlyList<Received<PostingsAsked>> batch, CancellationToken stopping)
    {
        foreach (var asked in batch.Select(message => message.Content).Distinct())
        {
            try
            {
                await Answer(asked, stopping);
            }
            catch (Exception exception) when (exception is not (NpgsqlException or OperationCanceledException))
            {
                // Whatever the transport throws: Reporting asks again after 30 s.
                LogNotAnswered(asked.Book, exception.GetType().Name);
            }
        }
    }

    private async Task Answer(PostingsAsked asked, CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        if (await connection.QuerySingleOrDefaultAsync<string[]>(Parties, asked) is not { } parties)
        {
            return;
        }

        var chunk = new List<Posted>(LedgerService.AnnouncementLimit);
        await foreach (var posted in PostingQuery.ReadRange(connection, asked.Book, asked.From, asked.To ?? long.MaxValue, stopping))
        {
            chunk.Add(posted);
            if (chunk.Count == LedgerService.AnnouncementLimit)
            {
                await Send(asked.Book, parties, chunk);
                chunk.Clear();
            }
        }

        if (chunk.Count > 0)
        {
            await Send(asked.Book, parties, chunk);
        }
    }

    private Task Send(string book, string[] parties, List<Posted> chunk)
    {
        var body = Announcement.Of(book, parties, chunk);
        var row = new OutboxRow(0, Guid.CreateVersion7(), Wire.ContractOf(typeof(HoursPosted)), body, Activity.Current?.Id);
        return publisher.SendTo(PostingsAnswer.Exchange, row);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Postings of {Book} that Reporting asked for were not sent: {Fault}")]
    private partial void LogNotAnswered(string book, string fault);
}

/// <summary>Where postings that Reporting asked for are sent: not to the exchange that everybody reads, and not to a queue of Reporting, over which Ledger has no right.</summary>
internal static class PostingsAnswer
{
    public const string Exchange = "ledger.hours-posted-again.v1";
}
