using System.Data;
using System.Diagnostics;
using System.Text.Json;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Contracts.Reporting.V1;
using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Receiving;
using HourExchange.Plumbing.Sending;
using Npgsql;

namespace HourExchange.Ledger.FromReporting;

/// <summary>
/// Answers Reporting's question for a page of records. Not through the outbox: nothing is written here, and an answer that is lost is asked
/// for again.
/// </summary>
internal sealed partial class AnswerRecordsAsked(
    NpgsqlDataSource database, BusPublisher publisher, ILogger<AnswerRecordsAsked> log) : IBatchHandler<RecordsAsked>
{
    public async Task Handle(IReadOnlyList<Received<RecordsAsked>> batch, CancellationToken stopping)
    {
        foreach (var asked in batch.Select(message => message.Content).Where(asked => asked.Of == LedgerService.Host.Name).Distinct())
        {
            try
            {
                await Answer(asked, stopping);
            }
            catch (Exception exception) when (exception is not (NpgsqlException or OperationCanceledException))
            {
                // Whatever the transport throws, or a place that this version does not know: Reporting asks again.
                LogNotAnswered(asked.After, exception.GetType().Name);
            }
        }
    }

    private async Task Answer(RecordsAsked asked, CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, stopping);
        var page = await RecordPages.Read(transaction, asked.Rebuild, asked.After, Math.Clamp(asked.Limit, 1, 500));
        var row = new OutboxRow(
            0, Guid.CreateVersion7(), Wire.ContractOf(typeof(BookRecords)), JsonSerializer.SerializeToUtf8Bytes(page, Wire.Json), Activity.Current?.Id);
        await publisher.Publish(row);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Records after '{After}' that Reporting asked for were not sent: {Fault}")]
    private partial void LogNotAnswered(string after, string fault);
}
