using Dapper;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Receiving;
using HourExchange.Plumbing.Sending;
using HourExchange.Plumbing.Text;
using Npgsql;

namespace HourExchange.Interventions.FromLedger;

/// <summary>Answers the ledger's question where the lines of a year stand. No key waits for it.</summary>
internal sealed class AnswerYearEnd(NpgsqlDataSource database, QueueOf<YearEndAsked> queue) : IBatchHandler<YearEndAsked>
{
    private const int ListLimit = 1_000;

    // What was announced last and not taken back stands, in the year of the date that was announced, whatever a new revision
    // waits for. A line whose correction moves it into another year is open in both. What the ledger has yet to answer may still
    // be posted by any earlier announcement, so it is unposted in the year of each; what it refused is, in the year of its date.
    private const string Lines = """
        select line.id::text as id, coalesce(told.posting_revision, 0) as posting_revision, line.state,
            told.date between @FirstDay and @LastDay and not told.takes_back as stands,
            line.date between @FirstDay and @LastDay or told.date between @FirstDay and @LastDay as is_of_year,
            (line.is_unanswered and told_of_year.ever)
                or (line.state = 'confirmed' and line.posting_refused is not null and line.date between @FirstDay and @LastDay) as is_unposted
        from (select *, confirmation_message is not null and posting_number is null and posting_refused is null as is_unanswered
              from interventions.intervention where agreement = @Book) as line
        left join lateral (
            select posting_revision, takes_back, date from interventions.announcement
            where intervention = line.id and not refused order by posting_revision desc limit 1) as told on true
        cross join lateral (
            select exists (select from interventions.announcement
                where intervention = line.id and not refused and date between @FirstDay and @LastDay) as ever) as told_of_year
        where line.date between @FirstDay and @LastDay or told.date between @FirstDay and @LastDay or (line.is_unanswered and told_of_year.ever)
        order by line.id::text collate "C"
        """;

    public async Task Handle(IReadOnlyList<Received<YearEndAsked>> batch, CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        await using var transaction = await connection.BeginTransactionAsync(stopping);
        var fresh = await InboxRows.TakeNew(transaction, queue.Queue.Name, batch.Select(message => message.MessageId));
        foreach (var asked in batch.Where(message => fresh.Contains(message.MessageId)).DistinctBy(message => message.MessageId).Select(message => message.Content))
        {
            await OutboxWriter.Add(transaction, await Count(transaction, asked, stopping));
        }

        await transaction.CommitAsync(stopping);
    }

    private static async Task<YearLinesCounted> Count(NpgsqlTransaction transaction, YearEndAsked asked, CancellationToken stopping)
    {
        using var hash = new LinesHash();
        var (openCount, disputedCount, unpostedCount) = (0, 0, 0);
        var (open, disputed, unposted) = (new List<Guid>(), new List<Guid>(), new List<Guid>());
        await foreach (var line in transaction.Connection!.QueryUnbufferedAsync<Line>(Lines, asked, transaction).WithCancellation(stopping))
        {
            if (line.Stands == true)
            {
                hash.Add($"{line.Id} {line.PostingRevision}");
            }

            if (line.IsUnposted)
            {
                unpostedCount++;
                Note(unposted, line.Id);
            }

            if (line.IsOfYear != true)
            {
                continue;
            }

            if (line.State == "disputed")
            {
                disputedCount++;
                Note(disputed, line.Id);
            }
            else if (line.State is "requested" or "approved" or "delivered")
            {
                openCount++;
                Note(open, line.Id);
            }
        }

        return new YearLinesCounted(
            asked.Question, asked.Book, asked.Year, hash.Count, hash.Hash, open, openCount, disputed, disputedCount,
            unposted, unpostedCount);
    }

    private static void Note(List<Guid> list, string id)
    {
        if (list.Count < ListLimit)
        {
            list.Add(Guid.Parse(id));
        }
    }

    private sealed record Line(string Id, int PostingRevision, string State, bool? Stands, bool? IsOfYear, bool IsUnposted);
}
