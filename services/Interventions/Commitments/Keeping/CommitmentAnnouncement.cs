using Dapper;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Plumbing.Sending;
using Npgsql;

namespace HourExchange.Interventions.Commitments.Keeping;

/// <summary>Tells of commitments as they stand, each under its next revision.</summary>
internal static class CommitmentAnnouncement
{
    // Before anything is read: who strikes a name meanwhile waits here, and tells after us.
    private const string Number = "update interventions.commitment set told = told + 1 where id = any(@ids)";

    private const string Standing = """
        select commitment.id, commitment.agreement, commitment.told, commitment.kind, commitment.domain, commitment.owed_by, commitment.text,
            latest.state, latest.said_at
        from interventions.commitment cross join lateral (
            select state, said_at from interventions.commitment_state where commitment_state.commitment = commitment.id
            order by revision desc limit 1) as latest
        where commitment.id = any(@ids) order by commitment.id;
        select distinct on (commitment, year) commitment, year, text, said_at from interventions.commitment_remark
        where commitment = any(@ids) order by commitment, year, revision desc
        """;

    public static async Task Add(NpgsqlTransaction transaction, IReadOnlyCollection<Guid> ids)
    {
        await transaction.Connection!.ExecuteAsync(Number, new { ids = ids.ToArray() }, transaction);
        await OutboxWriter.AddAll(transaction, await Read(transaction, ids));
    }

    /// <summary>As they stand, under the revision told last.</summary>
    public static async Task<IReadOnlyList<CommitmentChanged>> Read(NpgsqlTransaction transaction, IReadOnlyCollection<Guid> ids)
    {
        await using var results = await transaction.Connection!.QueryMultipleAsync(Standing, new { ids = ids.ToArray() }, transaction);
        var commitments = (await results.ReadAsync<CommitmentRow>()).AsList();
        var remarks = (await results.ReadAsync<RemarkRow>()).ToLookup(remark => remark.Commitment);
        return [.. commitments.Select(commitment => commitment.ToEvent([.. remarks[commitment.Id]]))];
    }

    private sealed record CommitmentRow(
        Guid Id, string Agreement, int Told, string Kind, string? Domain, string? OwedBy, string Text, string State, DateTime SaidAt)
    {
        public CommitmentChanged ToEvent(IReadOnlyList<RemarkRow> remarks) => new(
            Id, Agreement, Told, Kind, Domain, State, remarks.Select(remark => remark.SaidAt).Append(SaidAt).Max(), OwedBy, Text,
            [.. remarks.Select(remark => new CommitmentRemark(remark.Year, remark.Text))]);
    }

    private sealed record RemarkRow(Guid Commitment, string Year, string Text, DateTime SaidAt);
}
