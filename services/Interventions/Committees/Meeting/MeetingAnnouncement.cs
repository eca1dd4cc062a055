using Dapper;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Plumbing.Sending;
using Npgsql;

namespace HourExchange.Interventions.Committees.Meeting;

/// <summary>Tells of meetings as they are recorded, each under its next revision.</summary>
internal static class MeetingAnnouncement
{
    // Before anything is read: who strikes a name meanwhile waits here, and tells after us.
    private const string Number = "update interventions.meeting set told = told + 1 where id = any(@ids)";

    private const string Standing = """
        select meeting.id, meeting.agreement, meeting.committee, committee.kind, meeting.number, meeting.held_on, meeting.told,
            (select count(*)::int from interventions.meeting_participant as person where person.meeting = meeting.id) as participants
        from interventions.meeting join interventions.committee on committee.id = meeting.committee
        where meeting.id = any(@ids) order by meeting.id;
        select meeting, number, text from interventions.decision where meeting = any(@ids) order by meeting, number
        """;

    public static async Task Add(NpgsqlTransaction transaction, IReadOnlyCollection<Guid> ids)
    {
        await transaction.Connection!.ExecuteAsync(Number, new { ids = ids.ToArray() }, transaction);
        await OutboxWriter.AddAll(transaction, await Read(transaction, ids));
    }

    /// <summary>As they stand, under the revision told last.</summary>
    public static async Task<IReadOnlyList<MeetingRecorded>> Read(NpgsqlTransaction transaction, IReadOnlyCollection<Guid> ids)
    {
        await using var results = await transaction.Connection!.QueryMultipleAsync(Standing, new { ids = ids.ToArray() }, transaction);
        var meetings = (await results.ReadAsync<MeetingRow>()).AsList();
        var decisions = (await results.ReadAsync<DecisionRow>()).ToLookup(decision => decision.Meeting, decision => new MeetingDecision(decision.Number, decision.Text));
        return [.. meetings.Select(meeting => meeting.ToEvent([.. decisions[meeting.Id]]))];
    }

    private sealed record MeetingRow(
        Guid Id, string Agreement, Guid Committee, string Kind, int Number, DateOnly HeldOn, int Told, int Participants)
    {
        public MeetingRecorded ToEvent(IReadOnlyList<MeetingDecision> decisions) =>
            new(Id, Agreement, Committee, Kind, Number, HeldOn, Participants, decisions.Count, Told, decisions);
    }

    private sealed record DecisionRow(Guid Meeting, int Number, string Text);
}
