using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Committees.Domain;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Text;
using Npgsql;

namespace HourExchange.Interventions.Committees.Meeting;

/// <summary>A party's management replaces what is recorded of a meeting, with a reason. What stood before is kept; readers are told anew.</summary>
public static class CorrectMeetingEndpoint
{
    // Who strikes a name from the old decisions holds them, and then the meeting: they are read once they are ours.
    private const string Lock = """
        select 1 from interventions.decision where meeting = (select id from interventions.meeting where id = @id and agreement = @Ref) order by number for update;
        select 1 from interventions.meeting where id = @id and agreement = @Ref for no key update
        """;

    private const string Replace = """
        insert into interventions.meeting_history (meeting, revision, content, reason, replaced_by_institution, replaced_by, replaced_at)
        values (@id, @Revision, @before::jsonb, @reason, @Institution, @Subject, @now);
        delete from interventions.meeting_participant where meeting = @id;
        delete from interventions.decision where meeting = @id;
        update interventions.meeting set revision = revision + 1, held_on = @HeldOn, note = @Note where id = @id
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/agreements/{reference}/meetings/{id:guid}/corrections",
            (string reference, Guid id, MeetingCorrection request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                AgreementAccess.Write(http, writes, reference, request, (transaction, agreement) =>
                    Correct(transaction, agreement, id, request, http, clock.GetUtcNow())))
            .For(Roles.Management).WithName("correctMeeting").AsksIfMatch();

    private static async Task<Decision<Made<MeetingView>>> Correct(
        NpgsqlTransaction transaction, Agreement agreement, Guid id, MeetingCorrection request, HttpContext http, DateTimeOffset now)
    {
        var connection = transaction.Connection!;
        await connection.ExecuteAsync(Lock, new { id, agreement.Ref }, transaction);
        if (await MeetingQuery.FindOne(connection, transaction, agreement.Ref, id) is not { } meeting)
        {
            return Refusal.NotFound("meeting");
        }

        if (IfMatch.Check(http, meeting.Revision, new Refusal(RefusalKind.Stale, "meeting-changed", "The meeting has been corrected since it was read.")) is { } stale)
        {
            return stale;
        }

        var before = new MeetingContent(meeting.HeldOn, meeting.Participants, [.. meeting.Decisions.Select(decision => new DecisionDraft(decision.Text))], meeting.Note);
        var (after, reason) = (request.Content, request.Reason);
        if ((MeetingRules.CheckCorrection(before, after, reason, CalendarDays.LatestToday(now))
            ?? await MeetingCommittee.Check(transaction, agreement, meeting.Committee, after.HeldOn)) is { } broken)
        {
            return broken;
        }

        var caller = Caller.Of(http.User);
        await connection.ExecuteAsync(
            Replace, new { id, meeting.Revision, before = StrictJson.Write(before), reason, caller.Institution, caller.Subject, now, after.HeldOn, after.Note }, transaction);
        await MeetingParts.Add(transaction, id, after.Participants, after.Decisions);
        await MeetingAnnouncement.Add(transaction, [id]);
        var corrected = (await MeetingQuery.FindOne(connection, transaction, agreement.Ref, id))!;
        return Answer.Created($"/api/v1/agreements/{agreement.Ref}/meetings/{id}", corrected) with { ETag = IfMatch.ETagOf(corrected.Revision) };
    }
}

/// <summary>What is to be recorded of a meeting instead of what is.</summary>
/// <param name="Content">All of it, not what differs.</param>
/// <param name="Reason">Why, 3 to 1000 characters.</param>
public sealed record MeetingCorrection(MeetingContent Content, string? Reason = null);
