using Dapper;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Interventions.Lines.Keeping;
using HourExchange.Interventions.Lines.Registering;
using HourExchange.Plumbing.Tables;
using HourExchange.Plumbing.Years;
using HourExchange.Words.Lists;
using Npgsql;

namespace HourExchange.Interventions.Lines.Importing;

/// <summary>
/// Registers the lines of a list in one transaction, some thousand at a time, so that memory does not grow with the list.
/// Whether it is committed with bad rows left out is for the caller to say.
/// </summary>
internal static class ImportList
{
    private const int LinesAtOnce = 2_000;

    private static LineToRegister ToRegister(this ListedLine line, IReadOnlyList<LineField> unsaid) =>
        new(line.Reference, line.ToContent(), line.State is null ? LineState.Delivered : LineLife.State(line.State)) { Unsaid = unsaid };

    private const string Insert = """
        insert into interventions.import (id, agreement, institution, imported_by, imported_at, accepted, duplicates, rejected)
        values (@id, @agreement, @institution, @subject, @now, 0, 0, 0) on conflict do nothing
        """;

    private const string Count = """
        update interventions.import set accepted = @Accepted, duplicates = @Duplicates, proposed = @Proposed, cancelled = @Cancelled, rejected = @rejected where id = @Import
        """;

    /// <param name="progress">Hears how many rows have been worked.</param>
    /// <returns>Null when the id is taken by another import.</returns>
    public static async Task<ImportResult?> Run(
        NpgsqlTransaction transaction, Guid id, Agreement agreement, ReadTable<ListColumn, ListRow> list, Actor actor, Func<int, Task> progress, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        if (await transaction.Connection!.ExecuteAsync(
            Insert, new { id, agreement = agreement.Ref, institution = actor.Institution, subject = actor.Subject, now }, transaction) == 0)
        {
            return null;
        }

        var (accepted, duplicates, proposed, cancelled, worked) = (0, 0, 0, 0, 0);
        var said = new Dictionary<string, (LineContent, Guid?)>(StringComparer.Ordinal);
        IReadOnlyList<LineField> unsaid = [.. LineFields.All.Where(field => !list.ColumnNames.Keys.Any(column => column.ToString() == field.Property.Name))];
        var rejected = list.Rejected.ToList();
        foreach (var rows in list.Rows.Chunk(LinesAtOnce))
        {
            var outcomes = await RegisterLines.Run(
                transaction, agreement, [.. rows.Select(row => row.Line.ToRegister(unsaid))], actor, id, said, now, clock.Today());
            accepted += outcomes.Count(outcome => outcome.New is not null);
            duplicates += outcomes.Count(outcome => outcome.IsDuplicate);
            proposed += outcomes.Count(outcome => outcome.IsProposed);
            cancelled += outcomes.Count(outcome => outcome.IsCancelled);
            foreach (var (row, outcome) in rows.Zip(outcomes))
            {
                rejected.AddRange(outcome.Faults.Select(fault => list.Reject(row.Row, fault)));
            }

            worked += rows.Length;
            await progress(worked);
        }

        var result = new ImportResult(id, accepted, duplicates, proposed, cancelled, [.. rejected.OrderBy(row => row.Row)]);
        await transaction.Connection!.ExecuteAsync(
            Count, new { result.Import, result.Accepted, result.Duplicates, result.Proposed, result.Cancelled, rejected = result.Rejected.Count }, transaction);
        return result;
    }
}
