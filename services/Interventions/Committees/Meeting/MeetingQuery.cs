using Dapper;
using HourExchange.Interventions.Institutions.Domain;
using Npgsql;

namespace HourExchange.Interventions.Committees.Meeting;

/// <summary>Reads meetings of an agreement as they are recorded now, with participants and decisions.</summary>
internal static class MeetingQuery
{
    private const string Meetings = """
        select id, number, committee, held_on, note, revision from interventions.meeting
        where agreement = @reference and number > @after and (@id::uuid is null or id = @id::uuid) order by number limit @take
        """;

    private const string Parts = """
        select meeting, institution, code from interventions.meeting_participant where meeting = any(@ids) order by meeting, position;
        select meeting, number, text from interventions.decision where meeting = any(@ids) order by meeting, number
        """;

    public static async Task<MeetingView?> FindOne(NpgsqlConnection connection, NpgsqlTransaction? transaction, string reference, Guid id) =>
        await Find(connection, transaction, reference, 0, 1, id) is [var meeting] ? meeting : null;

    public static async Task<IReadOnlyList<MeetingView>> Find(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, string reference, int? after, int take, Guid? id = null)
    {
        var rows = (await connection.QueryAsync<MeetingRow>(Meetings, new { reference, after, take, id }, transaction)).AsList();
        await using var parts = await connection.QueryMultipleAsync(Parts, new { ids = rows.Select(meeting => meeting.Id).ToArray() }, transaction);
        var participants = (await parts.ReadAsync<ParticipantRow>()).ToLookup(person => person.Meeting, person => new PersonCode(person.Institution, person.Code));
        var decisions = (await parts.ReadAsync<DecisionRow>()).ToLookup(decision => decision.Meeting, decision => new DecisionView(decision.Number, decision.Text));
        return [.. rows.Select(meeting => new MeetingView(
            meeting.Id, meeting.Number, meeting.Committee, meeting.HeldOn, meeting.Note, [.. participants[meeting.Id]], [.. decisions[meeting.Id]], meeting.Revision))];
    }

    private sealed record MeetingRow(Guid Id, int Number, Guid Committee, DateOnly HeldOn, string? Note, int Revision);

    private sealed record ParticipantRow(Guid Meeting, string Institution, string Code);

    private sealed record DecisionRow(Guid Meeting, int Number, string Text);
}

/// <summary>A meeting that was held, as it is recorded now.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Number">In the order of recording, from 1.</param>
/// <param name="Committee">Identifier of its committee.</param>
/// <param name="HeldOn">The day.</param>
/// <param name="Note">What was noted of it, if anything.</param>
/// <param name="Participants">Members of the committee or others.</param>
/// <param name="Decisions">What was decided.</param>
/// <param name="Revision">1 as it was recorded first, one more with each correction; in quotes it is the ETag that a correction asks for.</param>
public sealed record MeetingView(
    Guid Id, int Number, Guid Committee, DateOnly HeldOn, string? Note, IReadOnlyList<PersonCode> Participants, IReadOnlyList<DecisionView> Decisions, int Revision);

/// <summary>A decision of a meeting.</summary>
/// <param name="Number">Within the meeting, from 1.</param>
/// <param name="Text">What was decided.</param>
public sealed record DecisionView(int Number, string Text);
