using Dapper;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Interventions.Lines.Registering;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Tables;
using HourExchange.Plumbing.Years;
using Npgsql;

namespace HourExchange.Interventions.Lines.Importing;

/// <summary>
/// Registers the lines of a list in one transaction, some thousand at a time, so that memory does not grow with the list. Lists
/// imported by one call and lists accepted after a look at them take this one way.
/// </summary>
internal static class ImportList
{
    private const string Insert = """
        insert into interventions.import (id, agreement, institution, imported_by, imported_at, accepted, duplicates, rejected)
        values (@id, @agreement, @institution, @subject, @now, 0, 0, 0) on conflict do nothing
        """;

    private const string Count = """
        update interventions.import set accepted = @Accepted, duplicates = @Duplicates, proposed = @Proposed, cancelled = @Cancelled, rejected = @rejected where id = @Import
        """;

    /// <param name="progress">Told how many rows have been worked; null where nothing will be kept.</param>
    /// <param name="isPartial">Bad rows are left out; else one of them keeps all out.</param>
    /// <param name="recorded">Told what became of some more rows, in the same transaction.</param>
    public static async Task<Decision<ImportResult>> Run(
        NpgsqlTransaction transaction, Guid id, Agreement agreement, ListAtHand list, Actor actor, ImportProgress? progress, bool isPartial, TimeProvider clock,
        Func<IReadOnlyList<JudgedRow>, Task>? recorded = null)
    {
        var now = clock.GetUtcNow();
        if (await transaction.Connection!.ExecuteAsync(
            Insert, new { id, agreement = agreement.Ref, institution = actor.Institution, subject = actor.Subject, now }, transaction) == 0)
        {
            return Refusal.Conflict("import-id-taken", "Another import has that id.");
        }

        var counts = new RowCounts();
        var said = new Dictionary<string, (LineContent, Guid?)>(StringComparer.Ordinal);
        var rejected = list.Unread.ToList();
        await (progress?.Worked(0) ?? Task.CompletedTask);
        await foreach (var chunk in list.Chunks)
        {
            var (outcomes, _) = await RegisterLines.Run(
                transaction, agreement, list.Header.ToRegister(chunk, agreement), actor, id, said, now, clock.Today());
            var judged = chunk.Zip(outcomes, (row, outcome) => new JudgedRow(row.Row, row.Line, outcome)).ToList();
            counts.Add(judged);
            rejected.AddRange(judged.SelectMany(list.Header.Rejected));
            await (recorded?.Invoke(judged) ?? Task.CompletedTask);
            await (progress?.Worked(counts.Worked) ?? Task.CompletedTask);
        }

        if (rejected.Count > 0 && !isPartial)
        {
            await (progress?.Refused() ?? Task.CompletedTask);
            var rows = RejectedRow.CountRows(rejected);
            return Rejected("import-rejected", $"{rows} rows cannot be taken; nothing was kept.", [.. rejected.OrderBy(row => row.Row)]);
        }

        var result = new ImportResult(id, counts.New, counts.Known, counts.Change, counts.Cancelled, rejected.Count, [.. rejected.OrderBy(row => row.Row).Take(RejectedRow.ListLimit)]);
        await transaction.Connection!.ExecuteAsync(
            Count, new { result.Import, result.Accepted, result.Duplicates, result.Proposed, result.Cancelled, rejected = result.Faults }, transaction);
        return result;
    }

    public static Refusal Rejected(string code, Sentence message, IReadOnlyList<RejectedRow> rejected) =>
        RejectedRow.Refuse(code, message, rejected, ("import", null), ("accepted", 0), ("duplicates", 0), ("proposed", 0), ("cancelled", 0));
}
