using Dapper;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Institutions.Domain;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Committees.Meeting;

/// <summary>The meetings of an agreement in the order they were recorded, with participants and numbered decisions.</summary>
public static class MeetingsEndpoint
{
    private const string Meetings = """
        select id, number, committee, held_on, note from interventions.meeting
        where agreement = @reference and number > @After order by number limit @Take
        """;

    private const string Parts = """
        select meeting, institution, code from interventions.meeting_participant where meeting = any(@ids) order by meeting, position;
        select meeting, number, text from interventions.decision where meeting = any(@ids) order by meeting, number
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/agreements/{reference}/meetings",
            (string reference, int? after, int? limit, HttpContext http, NpgsqlDataSource database) =>
                AgreementAccess.Read(http, database, reference, (connection, _) => Read(connection, reference, after, limit)))
            .For(AgreementAccess.Readers).WithName("listMeetings");

    private static async Task<Shown<MeetingPage>> Read(NpgsqlConnection connection, string reference, int? after, int? limit)
    {
        if (Page.Read<int?>(after ?? 0, limit).IsRefused(out var refusal, out var page))
        {
            return refusal;
        }

        var taken = (await connection.QueryAsync<MeetingRow>(Meetings, new { reference, page.After, page.Take })).AsList();
        var (rows, next) = page.Cut(taken, meeting => meeting.Number);
        await using var parts = await connection.QueryMultipleAsync(Parts, new { ids = rows.Select(meeting => meeting.Id).ToArray() });
        var participants = (await parts.ReadAsync<ParticipantRow>()).ToLookup(person => person.Meeting, person => new PersonCode(person.Institution, person.Code));
        var decisions = (await parts.ReadAsync<DecisionRow>()).ToLookup(decision => decision.Meeting, decision => new DecisionView(decision.Number, decision.Text));
        return new MeetingPage([.. rows.Select(meeting => new MeetingView(
            meeting.Id, meeting.Number, meeting.Committee, meeting.HeldOn, meeting.Note, [.. participants[meeting.Id]], [.. decisions[meeting.Id]]))], next);
    }

    private sealed record MeetingRow(Guid Id, int Number, Guid Committee, DateOnly HeldOn, string? Note);

    private sealed record ParticipantRow(Guid Meeting, string Institution, string Code);

    private sealed record DecisionRow(Guid Meeting, int Number, string Text);
}

/// <summary>A page of meetings.</summary>
/// <param name="Meetings">In the order of their numbers.</param>
/// <param name="Next">What to send as <c>after</c> for the next page; null on the last.</param>
public sealed record MeetingPage(IReadOnlyList<MeetingView> Meetings, int? Next);

/// <summary>A meeting that was held.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Number">In the order of recording, from 1.</param>
/// <param name="Committee">Identifier of its committee.</param>
/// <param name="HeldOn">The day.</param>
/// <param name="Note">What was noted of it, if anything.</param>
/// <param name="Participants">Members of the committee or others.</param>
/// <param name="Decisions">What was decided.</param>
public sealed record MeetingView(
    Guid Id, int Number, Guid Committee, DateOnly HeldOn, string? Note, IReadOnlyList<PersonCode> Participants, IReadOnlyList<DecisionView> Decisions);

/// <summary>A decision of a meeting.</summary>
/// <param name="Number">Within the meeting, from 1.</param>
/// <param name="Text">What was decided.</param>
public sealed record DecisionView(int Number, string Text);
