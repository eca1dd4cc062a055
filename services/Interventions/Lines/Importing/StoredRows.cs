using Dapper;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Plumbing.Tables;
using HourExchange.Plumbing.Text;
using HourExchange.Words.Lists;
using Npgsql;

namespace HourExchange.Interventions.Lines.Importing;

/// <summary>Keeps the rows of stored lists, and what becomes of each.</summary>
internal static class StoredRows
{
    private const string InsertRows = """
        insert into interventions.stored_import_row (stored_import, row, line, outcome, faults, cells)
        select @id, row, line, case when line is null then 'fault' end, faults, cells from unnest(@rows, @lines, @faults, @cells) as given (row, line, faults, cells)
        """;

    // Taken: a name that is being forgotten is struck before they are read, or after what is made of them is written.
    private const string Readable = """
        select row, line from interventions.stored_import_row where stored_import = @id and row > @after and line is not null
        order by row limit @limit for no key update
        """;

    private const string Unread = "select faults from interventions.stored_import_row where stored_import = @id and line is null order by row";

    // The join's old row still has the outcome of before.
    private const string Note = """
        update interventions.stored_import_row as kept
        set outcome = judged.outcome, becomes = judged.becomes, expected_credit = judged.credit, faults = judged.faults, intervention = judged.intervention
        from unnest(@rows, @outcomes, @becomes, @credits, @faults, @interventions) as judged (row, outcome, becomes, credit, faults, intervention)
        join interventions.stored_import_row as before on before.stored_import = @id and before.row = judged.row
        where kept.stored_import = @id and kept.row = judged.row
        returning kept.row, before.outcome as before, kept.outcome
        """;

    private const string UnreadCount = "select count(*) from interventions.stored_import_row where stored_import = @id and line is null";

    /// <returns>How much was written, in characters; null where it is more than a list may hold. A workbook says one long text in many cells.</returns>
    public static async Task<long?> Add(NpgsqlTransaction transaction, Guid id, ReadTable<ListColumn, ListRow> list)
    {
        var written = 0L;
        var chunk = new List<RowToKeep>(ListAtHand.RowsAtOnce);
        foreach (var row in list.Rows.Select(row => new RowToKeep(row.Row, StrictJson.Write(row.Line), null, null))
            .Concat(list.Rejected.GroupBy(fault => fault.Row).Select(of => new RowToKeep(
                of.Key, null, StrictJson.Write(of.ToArray()), list.CellsOf(of.Key) is { } cells ? StrictJson.Write(ListHeader.ByField(cells)) : null))))
        {
            written += (row.Line?.Length ?? 0) + (row.Faults?.Length ?? 0) + (row.Cells?.Length ?? 0);
            if (written > StoredImport.ListAtMost)
            {
                return null;
            }

            chunk.Add(row);
            if (chunk.Count == ListAtHand.RowsAtOnce)
            {
                await Insert(transaction, id, chunk);
                chunk.Clear();
            }
        }

        await Insert(transaction, id, chunk);
        return written;
    }

    private static Task Insert(NpgsqlTransaction transaction, Guid id, List<RowToKeep> rows) =>
        transaction.Connection!.ExecuteAsync(InsertRows, new
        {
            id,
            rows = rows.Select(row => row.Row).ToArray(),
            lines = rows.Select(row => row.Line).ToArray(),
            faults = rows.Select(row => row.Faults).ToArray(),
            cells = rows.Select(row => row.Cells).ToArray(),
        }, transaction);

    /// <summary>As JSON, all but its number.</summary>
    private sealed record RowToKeep(int Row, string? Line, string? Faults, string? Cells);

    /// <summary>The next rows that could be read, locked until the transaction ends.</summary>
    /// <param name="after">Row of the last one before; 0 at the beginning.</param>
    public static async Task<IReadOnlyList<ListRow>> Take(NpgsqlTransaction transaction, Guid id, int after) =>
        [.. (await transaction.Connection!.QueryAsync<(int Row, string Line)>(Readable, new { id, after, limit = ListAtHand.RowsAtOnce }, transaction))
            .Select(row => new ListRow(row.Row, StrictJson.Read<ListedLine>(row.Line)))];

    /// <summary>How many rows could not be read.</summary>
    public static Task<int> CountUnread(NpgsqlConnection connection, Guid id) => connection.ExecuteScalarAsync<int>(UnreadCount, new { id });

    /// <summary>The list as it was when it was read from its file.</summary>
    public static async Task<ListAtHand> Open(NpgsqlTransaction transaction, StoredImport stored)
    {
        var unread = await transaction.Connection!.QueryAsync<string>(Unread, new { id = stored.Id }, transaction);
        return new ListAtHand(stored.Header, [.. unread.SelectMany(KeptFault.Read)], TakeAll(transaction, stored.Id));
    }

    /// <returns>Rows of which something else has become than was noted before.</returns>
    public static async Task<IReadOnlyList<ChangedRow>> Write(
        NpgsqlTransaction transaction, StoredImport stored, Agreement agreement, ListHeader header, IReadOnlyList<JudgedRow> judged, bool isRecorded)
    {
        var written = await transaction.Connection!.QueryAsync<ChangedRow>(Note, new
        {
            id = stored.Id,
            rows = judged.Select(row => row.Row).ToArray(),
            outcomes = judged.Select(row => row.Name).ToArray(),
            becomes = judged.Select(row => row.Becomes is { } line ? StrictJson.Write(line) : null).ToArray(),
            credits = judged.Select(row => row.ExpectedCredit(agreement) is { } credit ? StrictJson.Write(credit) : null).ToArray(),
            faults = judged.Select(row => header.Rejected(row).ToArray() is { Length: > 0 } faults ? StrictJson.Write(faults) : null).ToArray(),
            // A line that would begin has no id yet.
            interventions = judged.Select(row => isRecorded ? row.Outcome.Id : row.Outcome.Known?.Id).ToArray(),
        }, transaction);
        return [.. written.Where(row => row.Outcome != row.Before).OrderBy(row => row.Row)];
    }

    private static async IAsyncEnumerable<IReadOnlyList<ListRow>> TakeAll(NpgsqlTransaction transaction, Guid id)
    {
        var after = 0;
        while (await Take(transaction, id, after) is { Count: > 0 } rows)
        {
            yield return rows;
            after = rows[^1].Row;
        }
    }
}
