using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Committees.Domain;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Committees.Meeting;

/// <summary>A party's management records a meeting of a committee: who took part, what was decided.</summary>
public static class RecordMeetingEndpoint
{
    private const string Insert = """
        insert into interventions.meeting (id, agreement, number, committee, held_on, note, recorded_by_institution, recorded_by, recorded_at)
        select @id, @Ref, coalesce(max(number), 0) + 1, @Committee, @HeldOn, @Note, @Institution, @Subject, @now
        from interventions.meeting where agreement = @Ref
        returning number
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/agreements/{reference}/meetings",
            (string reference, MeetingDraft request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                AgreementAccess.Write(http, writes, reference, request, (transaction, agreement) =>
                    Record(transaction, agreement, request, Caller.Of(http.User), clock.GetUtcNow())))
            .For(Roles.Management).WithName("recordMeeting");

    private static async Task<Decision<Made<RecordedMeeting>>> Record(
        NpgsqlTransaction transaction, Agreement agreement, MeetingDraft meeting, Caller caller, DateTimeOffset now)
    {
        if (MeetingRules.Check(meeting.ToContent(), CalendarDays.LatestToday(now)) is { } broken)
        {
            return broken;
        }

        if (await MeetingCommittee.Check(transaction, agreement, meeting.Committee, meeting.HeldOn) is { } refusal)
        {
            return refusal;
        }

        var id = Guid.CreateVersion7();
        var number = await transaction.Connection!.ExecuteScalarAsync<int>(
            Insert, new { id, agreement.Ref, meeting.Committee, meeting.HeldOn, meeting.Note, caller.Institution, caller.Subject, now }, transaction);
        await MeetingParts.Add(transaction, id, meeting.Participants, meeting.Decisions);
        await MeetingAnnouncement.Add(transaction, [id]);
        return Answer.Created($"/api/v1/agreements/{agreement.Ref}/meetings", new RecordedMeeting(id, number, meeting.Committee, meeting.HeldOn));
    }
}

/// <summary>A meeting that was recorded.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Number">In the order of recording, from 1.</param>
/// <param name="Committee">Identifier of its committee.</param>
/// <param name="HeldOn">The day.</param>
public sealed record RecordedMeeting(Guid Id, int Number, Guid Committee, DateOnly HeldOn);
