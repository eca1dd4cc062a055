using HourExchange.Plumbing.Tables;
using HourExchange.Words.Lists;

namespace HourExchange.Interventions.Lines.Importing;

/// <summary>A list to import: of a file that was just read, or as it was stored. Its rows come some thousand at a time.</summary>
/// <param name="Unread">Faults of rows that could not be read; none of them is in a chunk.</param>
/// <param name="Chunks">Rows that could be read, in their order.</param>
internal sealed record ListAtHand(ListHeader Header, IReadOnlyList<RejectedRow> Unread, IAsyncEnumerable<IReadOnlyList<ListRow>> Chunks)
{
    public const int RowsAtOnce = 2_000;

    public static ListAtHand Of(ReadTable<ListColumn, ListRow> list) =>
        new(new ListHeader(list.ColumnNames), list.Rejected, list.Rows.Chunk(RowsAtOnce).ToAsyncEnumerable());
}
