using Dapper;
using HourExchange.Interventions.Domain;
using HourExchange.Interventions.RegisteringIntervention;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.ImportingList;

/// <summary>Registers the lines of a list in one transaction: all of them, or with <c>partial</c> the good ones.</summary>
internal static class ImportList
{
    private const string Insert = """
        insert into interventions.import (id, agreement, institution, imported_by, imported_at, accepted, duplicates, rejected)
        values (@id, @agreement, @institution, @subject, @now, 0, 0, 0)
        """;

    private const string Count = "update interventions.import set accepted = @Accepted, duplicates = @Duplicates, rejected = @rejected where id = @Import";

    public static async Task<ImportResult> Run(
        NpgsqlTransaction transaction, Agreement agreement, ReadList list, Caller caller, bool partial, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7();
        await transaction.Connection!.ExecuteAsync(
            Insert, new { id, agreement = agreement.Ref, institution = caller.Institution, subject = caller.Subject, now }, transaction);
        var outcomes = await RegisterLines.Run(
            transaction, agreement, [.. list.Rows.Select(row => new LineToRegister(row.Draft))], caller, id, onlyIfAllGood: !partial, now);

        var rejected = list.Rejected.ToList();
        foreach (var (row, outcome) in list.Rows.Zip(outcomes))
        {
            rejected.AddRange(outcome.Faults.Select(fault => list.Reject(row.Row, fault)));
        }

        var result = new ImportResult(
            id,
            outcomes.Count(outcome => outcome is { Id: not null, IsDuplicate: false }),
            outcomes.Count(outcome => outcome.IsDuplicate),
            [.. rejected.OrderBy(row => row.Row)]);
        await transaction.Connection!.ExecuteAsync(
            Count, new { result.Import, result.Accepted, result.Duplicates, rejected = result.Rejected.Count }, transaction);
        return result;
    }
}
